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

const MAX_LIMIT = 200;

/** Texts that may be given several times. */
export const list = { type: 'array', items: { type: 'string' } };

/** A moment. */
export const instant = { type: 'string', format: 'date-time' };

/** What a path is about. */
export const id = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Id of the deployment, operation, change or upgrade',
  schema: { type: 'string', maxLength: 200 },
};

/** Parameters of a page. */
export const paging = [
  query('cursor', 'nextCursor of the page before'),
  query('limit', `Items per page, at most ${MAX_LIMIT}`, {
    type: 'integer',
    minimum: 1,
    maximum: MAX_LIMIT,
    default: 50,
  }),
];
