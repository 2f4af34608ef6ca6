/** What went wrong, by what a person can do about it. */
export type KubernetesFailure =
  | 'credentials'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'gone'
  | 'conflict'
  | 'invalid'
  | 'overloaded'
  | 'server-error'
  | 'redirect'
  | 'not-kubernetes'
  | 'too-large'
  | 'timeout'
  | 'unreachable'
  | 'dropped'
  | 'untrusted';

/**
 * A call to a Kubernetes API that did not give what was asked for. The message
 * becomes part of a sentence, so the cause is kept beside it and not in it.
 */
export class KubernetesApiError extends Error {
  override readonly name = 'KubernetesApiError';
  readonly failure: KubernetesFailure;

  constructor(failure: KubernetesFailure, message: string, cause?: unknown) {
    super(message, { cause });
    this.failure = failure;
  }
}

const FAILURE_BY_STATUS: Record<number, KubernetesFailure> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'gone',
  422: 'invalid',
  429: 'overloaded',
};

/** Finds the failure that an HTTP status stands for. */
export function failureOfStatus(status: number): KubernetesFailure {
  if (status >= 300 && status < 400) {
    return 'redirect';
  }
  return (
    FAILURE_BY_STATUS[status] ??
    (status >= 500 ? 'server-error' : 'not-kubernetes')
  );
}

const UNREACHABLE = new Map([
  ['ECONNREFUSED', 'connection refused'],
  ['ENOTFOUND', 'its host name is not known'],
  ['EAI_AGAIN', 'its host name cannot be looked up'],
  ['EHOSTUNREACH', 'its host cannot be reached'],
  ['ENETUNREACH', 'its network cannot be reached'],
]);
const TIMEOUTS = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);
const TRUST =
  /^(CERT_|ERR_TLS|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|ERR_SSL|HOSTNAME_MISMATCH)/;

function codeOf(error: unknown): string {
  for (let e = error, depth = 0; e && depth < 5; depth++) {
    const { code, errors, cause } = e as {
      code?: unknown;
      errors?: unknown[];
      cause?: unknown;
    };
    if (typeof code === 'string' && !code.startsWith('ERR_STREAM')) {
      return code;
    }
    e = errors?.[0] ?? cause;
  }
  return '';
}

/** Turns an error of the transport into one that says what is the matter. */
export function fromTransportError(error: unknown): KubernetesApiError {
  if (error instanceof KubernetesApiError) {
    return error;
  }
  const code = codeOf(error);
  const unreachable = UNREACHABLE.get(code);
  if (unreachable) {
    return new KubernetesApiError('unreachable', unreachable, error);
  }
  if (code === 'ENOENT' || code === 'EACCES') {
    return new KubernetesApiError('credentials', code, error);
  }
  const isTimeout = (error as Error | undefined)?.name === 'TimeoutError';
  if (isTimeout || TIMEOUTS.has(code)) {
    return new KubernetesApiError('timeout', 'no answer in time', error);
  }
  if (TRUST.test(code)) {
    return new KubernetesApiError(
      'untrusted',
      `its TLS certificate is not accepted (${code})`,
      error,
    );
  }
  return new KubernetesApiError('dropped', 'the connection broke off', error);
}
