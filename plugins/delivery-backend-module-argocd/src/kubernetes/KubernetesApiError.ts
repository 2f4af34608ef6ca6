import {
  type TransportTrouble,
  transportTroubleOf,
} from '@slipway/backstage-plugin-delivery-node';

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

/** Cut short, because the cause ends a longer sentence. */
function unreachableWords(trouble: TransportTrouble): string {
  if (trouble.kind !== 'unreachable' || trouble.code === 'ECONNREFUSED') {
    return 'connection refused';
  }
  return trouble.reason;
}

/** Turns an error of the transport into one that says what is the matter. */
export function fromTransportError(error: unknown): KubernetesApiError {
  if (error instanceof KubernetesApiError) {
    return error;
  }
  const trouble = transportTroubleOf(error);
  const { kind, code } = trouble;
  const words = {
    unreachable: unreachableWords(trouble),
    credentials: code,
    timeout: 'no answer in time',
    untrusted: `its TLS certificate is not accepted (${code})`,
    dropped: 'the connection broke off',
  };
  return new KubernetesApiError(kind, words[kind], error);
}
