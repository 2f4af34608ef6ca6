import type { ContractVerdict } from '@slipway/backstage-plugin-contracts-common';
import { document } from './documents';

/** Two documents, with what the change means in all and for one direction. */
export interface OperationPair {
  title: string;
  before: string;
  after: string;
  verdict: ContractVerdict;
  /** For who sends only, where that is another verdict. */
  send?: ContractVerdict;
  /** For who receives only, where that is another verdict. */
  receive?: ContractVerdict;
  /** The rule that has to be named, without the prefix of the format. */
  rule?: string;
}

export type Fields = Record<string, unknown>;

export function operationPair(
  title: string,
  before: string,
  after: string,
  verdict: ContractVerdict,
  rule?: string,
  more: Pick<OperationPair, 'send' | 'receive'> = {},
): OperationPair {
  return { title, before, after, verdict, rule, ...more };
}

export const SENT = { receive: 'safe' } as const;
export const RECEIVED = { send: 'safe' } as const;

export const fine = { 200: { description: 'fine' } };
export const text = { type: 'string' };
export const whole = { type: 'integer' };
export const list = { type: 'array', items: text };
export const get = (own: Fields = {}) => ({ responses: fine, ...own });
export const at = (paths: Fields) => document({ paths });
export const one = (own: Fields) => at({ '/a': { get: get(own) } });
export const idIn = (name: string, schema: Fields = text) => ({
  ...{ name, in: 'path', required: true, schema },
});
export const json = { 'application/json': { schema: text } };
export const basic = { type: 'http', scheme: 'basic' };
