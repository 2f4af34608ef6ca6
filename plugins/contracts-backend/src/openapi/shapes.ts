/** Parts that the JSON Schemas of the API are made of. */
export const string = { type: 'string' } as const;
export const time = {
  type: 'string',
  format: 'date-time',
  description: 'ISO 8601 in UTC',
} as const;
export const integer = { type: 'integer' } as const;
export const number = { type: 'number' } as const;
export const boolean = { type: 'boolean' } as const;
export const anything = {} as const;
export const version = {
  type: 'string',
  minLength: 1,
  maxLength: 128,
} as const;
export const entityRef = {
  type: 'string',
  minLength: 3,
  maxLength: 255,
  description: 'Reference of an entity, for example api:default/payments-api',
} as const;

export function ref(name: string) {
  return { $ref: `#/components/schemas/${name}` };
}

export function list(items: object) {
  return { type: 'array', items };
}

export function mapOf(values: object) {
  return { type: 'object', additionalProperties: values };
}

export function oneOf(...values: readonly string[]) {
  return { type: 'string', enum: [...values] };
}

export function object(
  required: Record<string, object>,
  optional: Record<string, object> = {},
  more: object = {},
) {
  const names = Object.keys(required);
  return {
    type: 'object',
    ...(names.length && { required: names }),
    properties: { ...required, ...optional },
    ...more,
  };
}

export function extending(name: string, more: object) {
  return { allOf: [ref(name), more] };
}

/** A body of a request refuses what it does not know, so that a slip is noticed. */
export const strict = { additionalProperties: false };
