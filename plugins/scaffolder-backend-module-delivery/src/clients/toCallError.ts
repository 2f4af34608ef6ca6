import {
  ConflictError,
  ForwardedError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ResponseError,
} from '@backstage/errors';

const KINDS = { ConflictError, InputError, NotAllowedError, NotFoundError };

/**
 * The task log shows a person nothing but the message of an error, so what the
 * other plugin says is that message, and the kind of the error stays.
 */
export async function toCallError(
  pluginId: string,
  response: Response,
): Promise<Error> {
  const error = await ResponseError.fromResponse(response);
  const { name, message } = error.cause;
  const Kind = KINDS[name as keyof typeof KINDS];
  return Kind
    ? new Kind(message, error)
    : new ForwardedError(
        `The plugin ${pluginId} answered ${response.status}`,
        error.cause,
      );
}
