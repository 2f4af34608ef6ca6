/** Parts that the JSON Schemas of the API are made of. */

export const string = { type: 'string' } as const;
export const time = {
  type: 'string',
  format: 'date-time',
  description: 'ISO 8601 in UTC',
} as const;
export const integer = { type: 'integer', minimum: 0 } as const;
export const boolean = { type: 'boolean' } as const;
export const version = {
  type: 'string',
  minLength: 1,
  maxLength: 128,
} as const;
export const sha = {
  type: 'string',
  pattern: '^[0-9a-f]{40}([0-9a-f]{24})?$',
} as const;

export function ref(name: string) {
  return { $ref: `#/components/schemas/${name}` };
}

export function list(items: object) {
  return { type: 'array', items };
}

export function oneOf(...values: string[]) {
  return { type: 'string', enum: values };
}

export function object(
  required: Record<string, object>,
  optional: Record<string, object> = {},
  more: object = {},
) {
  const names = Object.keys(required);
  return {
    type: 'object',
    // A list of none is no valid schema.
    ...(names.length && { required: names }),
    properties: { ...required, ...optional },
    ...more,
  };
}

/** A body of a request refuses what it does not know, so that a slip is noticed. */
export const strict = { additionalProperties: false };

export function page(item: string, more: Record<string, object> = {}) {
  return object(
    { items: list(ref(item)), totalItems: integer },
    { nextCursor: string, ...more },
  );
}
