/** What went wrong, by what a person can do about it. */
export type PrometheusFailure =
  | 'credentials'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'bad-query'
  | 'unexecutable'
  | 'unavailable'
  | 'overloaded'
  | 'server-error'
  | 'redirect'
  | 'not-prometheus'
  | 'too-large'
  | 'partial'
  | 'timeout'
  | 'unreachable'
  | 'untrusted'
  | 'dropped'
  | 'tripped'
  | 'busy'
  | 'aborted';

/** A question that a server did not answer. The message is a sentence for a person. */
export class PrometheusError extends Error {
  override readonly name = 'PrometheusError';
  readonly failure: PrometheusFailure;

  constructor(failure: PrometheusFailure, message: string, cause?: unknown) {
    super(message, { cause });
    this.failure = failure;
  }
}

const OF_THE_SERVER = new Set<PrometheusFailure>([
  'unavailable',
  'overloaded',
  'server-error',
  'timeout',
  'unreachable',
  'untrusted',
  'dropped',
]);

/** Whether asking something else would fail too: only then is it spared. */
export function isFaultOfServer(error: unknown): boolean {
  return error instanceof PrometheusError && OF_THE_SERVER.has(error.failure);
}

/** Whether the same question about fewer deployments may be answered. */
export function isTooMuch(error: unknown): boolean {
  return (
    error instanceof PrometheusError &&
    (error.failure === 'too-large' || error.failure === 'unexecutable')
  );
}
