/** A schema of an OpenAPI document. */
export type Schema = Record<string, unknown>;

export const TEXT: Schema = { type: 'string' };
export const TIME: Schema = { type: 'string', format: 'date-time' };

/** An object that has these properties, and of them must have those. */
export function object(required: string[], properties: Record<string, Schema>) {
  return { type: 'object', required, properties };
}

export const reference = (name: string) => ({
  $ref: `#/components/schemas/${name}`,
});

function json(schema: Schema) {
  return { content: { 'application/json': { schema } } };
}

/** An operation with an answer, and one when there is no such thing. */
export function operation(options: {
  id: string;
  summary: string;
  body?: Schema;
  answer: Schema;
  parameters?: string[];
  /** More parameters, as they are. */
  more?: Schema[];
}) {
  const { id, summary, body, answer, parameters = [], more = [] } = options;
  const inPath = parameters.map(name => ({
    ...{ name, in: 'path', required: true, schema: TEXT },
  }));
  return {
    operationId: id,
    summary,
    parameters: [...inPath, ...more],
    ...(body && { requestBody: { required: true, ...json(body) } }),
    responses: {
      200: { description: 'As asked', ...json(answer) },
      404: { description: 'There is no such thing' },
    },
  };
}

/** A whole document. */
export function openApi(
  title: string,
  version: string,
  paths: Record<string, unknown>,
  schemas: Record<string, Schema>,
) {
  return {
    openapi: '3.0.3',
    info: { title, version },
    paths,
    components: { schemas },
  };
}

export const AMOUNT = object(['value', 'currency'], {
  value: { type: 'integer', description: 'In the smallest unit' },
  currency: { type: 'string', minLength: 3, maxLength: 3 },
});
