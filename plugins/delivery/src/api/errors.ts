import { ResponseError } from '@backstage/errors';

/** How a page must answer a failure. */
export type FailureKind =
  'forbidden' | 'not-found' | 'conflict' | 'refused' | 'unreachable' | 'other';

const KINDS: Record<number, FailureKind> = {
  400: 'refused',
  401: 'forbidden',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
};

/** Keeps "you may not" and "it does not answer" apart from the rest. */
export function failureKind(error: unknown): FailureKind {
  if (error instanceof ResponseError) {
    const status = error.statusCode;
    return KINDS[status] ?? (status >= 500 ? 'unreachable' : 'other');
  }
  // The browser's fetch says TypeError for every failure of the network.
  return error instanceof TypeError ? 'unreachable' : 'other';
}

/** The backend's own sentence when there is one, else what the error says. */
export function failureMessage(error: unknown): string {
  if (error instanceof ResponseError) {
    return error.body.error.message || error.message;
  }
  return error instanceof Error ? error.message : String(error);
}
