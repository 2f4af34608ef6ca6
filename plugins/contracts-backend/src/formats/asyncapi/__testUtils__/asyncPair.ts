import type { ContractVerdict } from '@slipway/backstage-plugin-contracts-common';
import type { Fields } from './documents';

/** Two documents, with what the change means in all and for one direction. */
export interface AsyncPair {
  title: string;
  before: string;
  after: string;
  verdict: ContractVerdict;
  /** The rule that has to be named, without the prefix of the format. */
  rule?: string;
  /** For who sends, or receives, only, where that is another verdict. */
  send?: ContractVerdict;
  receive?: ContractVerdict;
}

export const SENT = { receive: 'safe' } as const;
export const RECEIVED = { send: 'safe' } as const;

export function asyncPair(
  title: string,
  before: string,
  after: string,
  verdict: ContractVerdict,
  rule?: string,
  more: Pick<AsyncPair, 'send' | 'receive'> = {},
): AsyncPair {
  return { title, before, after, verdict, rule, ...more };
}

export const text = { type: 'string' };
export const payload = (properties: Fields, more: Fields = {}) => ({
  payload: { type: 'object', properties, ...more },
});
export const state = (...values: string[]) =>
  payload({ state: { type: 'string', enum: values } });
