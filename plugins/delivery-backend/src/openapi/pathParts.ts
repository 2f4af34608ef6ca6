/** Parts that the paths of the API's document are made of. */

import { ref } from './shapes';

const MAX_LIMIT = 200;

/** A parameter of the query. */
export function query(
  name: string,
  description: string,
  schema: object = { type: 'string' },
) {
  // Entity refs hold ':' and '/', which people write as they are.
  return { name, in: 'query', description, schema, allowReserved: true };
}

/** Texts that may be given several times. */
export const list = { type: 'array', items: { type: 'string' } };
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
/** Makes that a request which is sent again begins nothing new. */
export const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'Text made by the caller, new for each intent: sending the same request again with it begins nothing new',
  schema: { type: 'string', minLength: 8, maxLength: 200 },
};

/** The body of a request. */
export function body(schema: object) {
  return { required: true, content: { 'application/json': { schema } } };
}

/** What may be answered. */
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
