/** Builds documents for pairs, each as short as it can be. */

type Fields = Record<string, unknown>;

const ANSWER = { 200: { description: 'fine' } };

export interface DocumentParts {
  edition?: string;
  paths?: Fields;
  components?: Fields;
  [field: string]: unknown;
}

/** A document of OpenAPI 3. */
export function document({
  edition = '3.0.3',
  paths = { '/payments': { get: { responses: ANSWER } } },
  ...more
}: DocumentParts = {}): string {
  const info = { title: 'Payments', version: '1.0.0' };
  return JSON.stringify({ openapi: edition, info, paths, ...more });
}

/** A document with one operation at `POST /payments`. */
export function operation(own: Fields, more: DocumentParts = {}): string {
  return document({
    paths: { '/payments': { post: { responses: ANSWER, ...own } } },
    ...more,
  });
}

/** A document in which a schema is what callers send. */
export function request(schema: unknown, more: DocumentParts = {}): string {
  const content = { 'application/json': { schema } };
  return operation({ requestBody: { required: true, content } }, more);
}

/** A document in which a schema is what callers receive. */
export function response(schema: unknown, more: DocumentParts = {}): string {
  const content = { 'application/json': { schema } };
  return operation(
    { responses: { 200: { description: 'fine', content } } },
    more,
  );
}

/** A document with parameters of `GET /payments/{id}`. */
export function parameters(...list: Fields[]): string {
  const id = { name: 'id', in: 'path', required: true };
  const own = list.some(each => each.in === 'path')
    ? list
    : [{ ...id, schema: { type: 'string' } }, ...list];
  return document({
    paths: {
      '/payments/{id}': { get: { parameters: own, responses: ANSWER } },
    },
  });
}

/** A parameter of a query. */
export function query(schema: unknown, more: Fields = {}): string {
  return parameters({ name: 'limit', in: 'query', schema, ...more });
}

/** A document whose operation has these responses. */
export function responses(list: Fields): string {
  return operation({ responses: list });
}

/** An object schema. */
export function object(properties: Fields, more: Fields = {}): Fields {
  return { type: 'object', properties, ...more };
}
