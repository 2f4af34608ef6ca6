import {
  ConflictError,
  CustomErrorBase,
  ForwardedError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ResponseError,
} from '@backstage/errors';

const KINDS = { ConflictError, InputError, NotAllowedError, NotFoundError };

/** The portal has no such plugin, which is something else than one that is down. */
export class NotInstalledError extends CustomErrorBase {
  name = 'NotInstalledError' as const;

  constructor(pluginId: string) {
    super(`The plugin ${pluginId} is not part of this portal.`);
  }
}

/**
 * The task log shows a person nothing but the message of an error, so what the
 * other plugin says is that message, and the kind of the error stays.
 */
export async function toCallError(
  pluginId: string,
  response: Response,
): Promise<Error> {
  const type = response.headers.get('content-type') ?? '';
  if (response.status === 404 && !type.includes('json')) {
    return new NotInstalledError(pluginId);
  }
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
