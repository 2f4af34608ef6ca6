import type {
  ContractDirection,
  ContractPlace,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import type { InclusionAnswer } from '../inclusion';
import type { Decisions } from './Decisions';
import { type Finding, short } from './Finding';
import type { SchemaChangeKind } from './schemaChangeKinds';
import type { SchemaRules } from './schemaRules';
import type { Shape } from './Shape';
import type { ShapeReader } from './ShapeReader';

/** What the comparison of two schemas needs to know. */
export interface SchemaContext {
  before: ShapeReader;
  after: ShapeReader;
  direction: ContractDirection;
  rules: SchemaRules;
  decisions: Decisions;
  /** The day it is judged on, ISO 8601. */
  today: string;
}

/**
 * Of a pair, the one whose values have to be accepted, and the one that has to
 * accept them.
 */
export function innerAndOuter<T>(
  { direction }: Pick<SchemaContext, 'direction'>,
  before: T,
  after: T,
): [inner: T, outer: T] {
  return direction === 'send' ? [before, after] : [after, before];
}

function place(
  reader: ShapeReader,
  { node }: Shape,
  value: unknown,
): ContractPlace {
  const path = reader.files.addressOf(node);
  return value === undefined ? { path } : { path, text: short(value) };
}

/** A finding at a pair of schemas, with the verdict that its rule has. */
export function finding(
  { before, after, direction, rules }: SchemaContext,
  kind: SchemaChangeKind,
  shapes: { before: Shape; after: Shape },
  {
    old,
    young,
    ...more
  }: Partial<Finding> & { old?: unknown; young?: unknown },
): Finding {
  const verdict = rules.rule(kind, direction).verdicts[direction] ?? 'safe';
  return {
    kind,
    verdict,
    before: place(before, shapes.before, old),
    after: place(after, shapes.after, young),
    ...more,
  };
}

/**
 * A finding after the values were asked: safe when they are all accepted,
 * with a value when one is not.
 */
export function decided(
  found: Finding,
  answer: InclusionAnswer,
  undecided: ContractVerdict = 'unknown',
): Finding {
  if (found.verdict === 'safe') return found;
  switch (answer.status) {
    case 'included':
      return { ...found, verdict: 'safe' };
    case 'not-included':
      return { ...found, counterExample: { value: answer.counterExample } };
    default:
      return undecided === 'unknown'
        ? { ...found, verdict: 'unknown', why: answer.why }
        : { ...found, verdict: undecided };
  }
}
