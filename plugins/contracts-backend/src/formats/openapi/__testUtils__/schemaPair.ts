import type { ContractVerdict } from '@slipway/backstage-plugin-contracts-common';
import { type DocumentParts, object } from './documents';

/** Two schemas, and what the change means for who sends and who receives. */
export interface SchemaPair {
  title: string;
  before: unknown;
  after: unknown;
  send: ContractVerdict;
  receive: ContractVerdict;
  /** What both documents have beside the schema, or each of them. */
  more?: DocumentParts;
  moreAfter?: DocumentParts;
}

export function schemaPair(
  title: string,
  before: unknown,
  after: unknown,
  [send, receive]: [ContractVerdict, ContractVerdict],
  more?: DocumentParts,
  moreAfter: DocumentParts | undefined = more,
): SchemaPair {
  return { title, before, after, send, receive, more, moreAfter };
}

type Verdicts = [ContractVerdict, ContractVerdict];
export const NARROWER: Verdicts = ['breaking', 'safe'];
export const WIDER: Verdicts = ['safe', 'breaking'];
export const OTHER: Verdicts = ['breaking', 'breaking'];
export const SAME: Verdicts = ['safe', 'safe'];
export const SOFTLY_WIDER: Verdicts = ['safe', 'risky'];

export const text = { type: 'string' };
export const whole = { type: 'integer' };
export const schemas = (all: object): DocumentParts => ({
  components: { schemas: all },
});
export const modern = { edition: '3.1.0' };
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

export const animals = schemas({
  Cat: object({ kind: text, lives: whole }, { required: ['kind', 'lives'] }),
  Dog: object(
    { kind: text, tricks: { type: 'array', items: text } },
    { required: ['kind', 'tricks'] },
  ),
});
