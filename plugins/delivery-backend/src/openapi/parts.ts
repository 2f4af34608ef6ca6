/** Parts that operations of the API are described with. */

import { ref } from './shapes';

/** A parameter behind the question mark. */
export function query(
  name: string,
  description: string,
  schema: object = { type: 'string' },
) {
  // Entity refs hold ':' and '/', which people write as they are.
  return { name, in: 'query', description, schema, allowReserved: true };
}

/** The header by which a request that is sent again is known. */
export const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'Text made by the caller, new for each intent: sending the same request again with it begins nothing new',
  schema: { type: 'string', minLength: 8, maxLength: 200 },
};

/** A body of JSON. */
export function body(schema: object) {
  return { required: true, content: { 'application/json': { schema } } };
}

/** What a route answers, and the errors that it may have. */
export function answers(
  status: number,
  description: string,
  schema: object,
  errors: number[] = [],
) {
  const failed = Object.fromEntries(
    [...errors, 401, 403].map(code => [
      code,
      {
        description: 'A sentence that says what happened and what to do',
        content: { 'application/json': { schema: ref('Error') } },
      },
    ]),
  );
  return {
    [status]: { description, content: { 'application/json': { schema } } },
    ...failed,
  };
}
