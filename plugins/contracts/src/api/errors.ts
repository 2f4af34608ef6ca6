import { isError, ResponseError } from '@backstage/errors';

/** The backend's own sentence when there is one, else what the error says. */
export function failureMessage(error: unknown): string {
  if (error instanceof ResponseError) {
    return error.body.error.message || error.message;
  }
  return isError(error) ? error.message : String(error);
}

/** The status of the answer; 0 when there was none. */
export function failureStatus(error: unknown): number {
  return error instanceof ResponseError ? error.statusCode : 0;
}

/** Whether it was refused because of who asks: to ask again changes nothing. */
export function isRefusal(error: unknown): boolean {
  return [401, 403].includes(failureStatus(error));
}
