import { isRecord } from '../inclusion/dialect';
import { canonical } from '../inclusion/Formulas';
import { keywordDifferences } from './keywordDifferences';

/** What stands differently at one place, before anything is judged. */
export interface Difference {
  rule: string;
  message: string;
  before?: string;
  after?: string;
  /** The property that it is about, when it is not the schema itself. */
  property?: string;
  /** The values that are gone or new. */
  values?: unknown[];
}

/** A schema that stands on both sides, with what is different in itself. */
export interface ChangedPlace {
  before: string;
  after: string;
  differences: Difference[];
}

type Schema = Record<string, unknown>;

// Schemas by name, one below the other on both sides.
const MAPS = [
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
];
// One schema on both sides.
const SINGLES = [
  'items',
  'additionalItems',
  'additionalProperties',
  'propertyNames',
  'contains',
  'unevaluatedItems',
  'unevaluatedProperties',
];
const LISTS = ['prefixItems', 'items', 'allOf'];

function escape(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Pairs of schemas that stand right below two schemas. */
function* below(
  before: Schema,
  after: Schema,
): Generator<[string, unknown, unknown]> {
  for (const keyword of MAPS) {
    const [old, young] = [before[keyword], after[keyword]];
    if (!isRecord(old) || !isRecord(young)) continue;
    for (const [name, schema] of Object.entries(old)) {
      if (Object.hasOwn(young, name)) {
        yield [`/${keyword}/${escape(name)}`, schema, young[name]];
      }
    }
  }
  for (const keyword of SINGLES) {
    if (isRecord(before[keyword]) && isRecord(after[keyword])) {
      yield [`/${keyword}`, before[keyword], after[keyword]];
    }
  }
  for (const keyword of LISTS) {
    const [old, young] = [before[keyword], after[keyword]];
    if (!Array.isArray(old) || !Array.isArray(young)) continue;
    for (const [index, schema] of old.entries()) {
      if (index < young.length) {
        yield [`/${keyword}/${index}`, schema, young[index]];
      }
    }
  }
}

/** The places that differ, from the outside in. */
export function findDifferences(
  before: unknown,
  after: unknown,
  pointer = '',
): ChangedPlace[] {
  if (canonical(before) === canonical(after)) return [];
  if (!isRecord(before) || !isRecord(after)) {
    const difference: Difference = {
      rule: 'json-schema-composition-changed',
      message: 'The whole schema was replaced.',
      before: canonical(before),
      after: canonical(after),
    };
    return [{ before: pointer, after: pointer, differences: [difference] }];
  }
  const differences = keywordDifferences(before, after);
  const here = differences.length
    ? [{ before: pointer, after: pointer, differences }]
    : [];
  const inside = [...below(before, after)].flatMap(([step, old, young]) =>
    findDifferences(old, young, pointer + step),
  );
  return [...here, ...inside];
}
