import type { ContractsWords } from '../translation';

/** Shows the key with its values, so that a test reads the rule, not the text. */
export const keys = ((key: string, values: Record<string, unknown> = {}) =>
  [key, ...Object.values(values)].join('|')) as unknown as ContractsWords;
