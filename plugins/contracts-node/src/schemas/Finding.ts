import type {
  ContractPlace,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import { canonical } from '../inclusion/Formulas';
import type { SchemaChangeKind } from './schemaChangeKinds';
import type { Shape } from './Shape';

/** One thing that changed in one pair of schemas, wherever they are used. */
export interface Finding {
  kind: SchemaChangeKind;
  verdict: ContractVerdict;
  /** Property that it is about, when it is not about the schema itself. */
  property?: string;
  /** What is told beside the name: from what to what. */
  detail?: string;
  /** Why it could not be told. */
  why?: string;
  before?: ContractPlace;
  after?: ContractPlace;
  values?: unknown[];
  hits?: 'who-uses' | 'who-omits';
  counterExample?: { value: unknown };
  /** Whether a value was found that the one whole schema accepts and the other does not. */
  proven?: boolean;
}

/** A pair of schemas that is met on both sides, with what lies below. */
export interface Pair {
  before: Shape;
  after: Shape;
  findings: Finding[];
  below: { step: string; pair: Pair }[];
  /** Pairs that have this one below. */
  above: Pair[];
  /** Whether it is still to be compared, being compared, or told. */
  state: 'met' | 'open' | 'done';
  /** Whether something was found here or anywhere below. */
  changed: boolean;
}

const LONGEST = 80;

/** A value as a person reads it, not too long. */
export function short(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : canonical(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** Values in a row, not too many. */
export function listed(values: readonly unknown[]): string {
  const shown = values.slice(0, 6).map(short);
  return values.length > shown.length
    ? `${shown.join(', ')} and ${values.length - shown.length} more`
    : shown.join(', ');
}

/** The name of a step to a property; dots in names stay as they are. */
export function joinField(field: string, step: string): string {
  if (!step || !field) return field + step;
  return step.startsWith('[') ? field + step : `${field}.${step}`;
}
