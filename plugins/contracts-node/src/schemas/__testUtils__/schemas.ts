export type Fields = Record<string, unknown>;

export const text = { type: 'string' };
export const whole = { type: 'integer' };

/** An object schema. */
export function object(properties: Fields, more: Fields = {}) {
  return { type: 'object', properties, ...more };
}

/** Verdicts from bad to good. */
export const WORST_FIRST = ['breaking', 'unknown', 'risky', 'safe'];
