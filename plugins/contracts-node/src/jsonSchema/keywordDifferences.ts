import { isRecord } from '../inclusion/dialect';
import { canonical } from '../inclusion/Formulas';
import type { Difference } from './findDifferences';

type Schema = Record<string, unknown>;

const LOWER = new Set([
  'minimum',
  'exclusiveMinimum',
  'minLength',
  'minItems',
  'minProperties',
  'minContains',
]);
const UPPER = new Set([
  'maximum',
  'exclusiveMaximum',
  'maxLength',
  'maxItems',
  'maxProperties',
  'maxContains',
]);
const TEXT = new Set(['pattern', 'format']);
const ARRAY = new Set([
  'items',
  'additionalItems',
  'prefixItems',
  'contains',
  'uniqueItems',
  'unevaluatedItems',
]);
const OBJECT = new Set([
  'additionalProperties',
  'patternProperties',
  'propertyNames',
  'dependencies',
  'dependentRequired',
  'dependentSchemas',
  'unevaluatedProperties',
]);
const COMPOSITION = new Set([
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  '$ref',
  '$dynamicRef',
  '$recursiveRef',
  'multipleOf',
  '$schema',
  '$id',
  'id',
  '$anchor',
  '$dynamicAnchor',
  'nullable',
]);
const OWN = new Set([
  'properties',
  'required',
  'type',
  'enum',
  'const',
  '$defs',
  'definitions',
]);
// What is not compared here, because each schema inside is.
const INSIDE = new Set([
  'items',
  'additionalItems',
  'additionalProperties',
  'propertyNames',
  'contains',
  'unevaluatedItems',
  'unevaluatedProperties',
]);

/** A value as a person reads it, not too long. */
export function short(value: unknown): string {
  const text = canonical(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function listed(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function without(list: unknown[], taken: unknown[]): unknown[] {
  const known = new Set(taken.map(canonical));
  return list.filter(each => !known.has(canonical(each)));
}

function difference(
  rule: string,
  message: string,
  before?: unknown,
  after?: unknown,
): Difference {
  return {
    rule: `json-schema-${rule}`,
    message,
    ...(before === undefined ? {} : { before: short(before) }),
    ...(after === undefined ? {} : { after: short(after) }),
  };
}

function aboutProperty(name: string, found: Difference): Difference {
  return { ...found, property: name };
}

function properties(before: Schema, after: Schema): Difference[] {
  const [old, young] = [before.properties, after.properties].map(each =>
    isRecord(each) ? each : {},
  );
  const gone = Object.keys(old).filter(name => !Object.hasOwn(young, name));
  const fresh = Object.keys(young).filter(name => !Object.hasOwn(old, name));
  return [
    ...gone.map(name => {
      const message = `The property '${name}' was removed.`;
      return aboutProperty(
        name,
        difference('property-removed', message, old[name]),
      );
    }),
    ...fresh.map(name => {
      const message = `The property '${name}' was added.`;
      return aboutProperty(
        name,
        difference('property-added', message, undefined, young[name]),
      );
    }),
  ];
}

function required(before: Schema, after: Schema): Difference[] {
  const [old, young] = [listed(before.required), listed(after.required)];
  const tell = (rule: string, words: string) => (name: unknown) =>
    aboutProperty(
      String(name),
      difference(rule, `The property ${short(name)} ${words}.`),
    );
  return [
    ...without(young, old).map(tell('property-required', 'became required')),
    ...without(old, young).map(
      tell('property-optional', 'is no longer required'),
    ),
  ];
}

function values(schema: Schema): unknown[] | undefined {
  if (Array.isArray(schema.enum)) return schema.enum;
  return schema.const === undefined ? undefined : [schema.const];
}

function lists(before: Schema, after: Schema): Difference[] {
  const [old, young] = [values(before), values(after)];
  if (!old && !young) return [];
  if (!old || !young) {
    const message = young
      ? `Only ${young.map(short).join(', ')} may stand here now.`
      : 'The values are no longer limited to a list.';
    return [
      difference(
        'values-listed',
        message,
        before.enum ?? before.const,
        after.enum ?? after.const,
      ),
    ];
  }
  const tell = (rule: string, word: string) => (value: unknown) => ({
    ...difference(rule, `The value ${short(value)} was ${word}.`),
    values: [value],
  });
  return [
    ...without(old, young).map(tell('enum-value-removed', 'removed')),
    ...without(young, old).map(tell('enum-value-added', 'added')),
  ];
}

function types(before: Schema, after: Schema): Difference[] {
  const [old, young] = [before.type, after.type];
  if (canonical(old) === canonical(young)) return [];
  const name = (type: unknown) =>
    type === undefined ? 'any' : [type].flat().join(' or ');
  return [
    difference(
      'type-changed',
      `The type changed from ${name(old)} to ${name(young)}.`,
      old,
      young,
    ),
  ];
}

function bound(keyword: string, before: unknown, after: unknown): Difference {
  const [old, young] = [before, after].map(value =>
    typeof value === 'number' ? value : undefined,
  );
  // The booleans of draft 4 make a bound stricter.
  const stricter =
    typeof (after ?? before) === 'boolean'
      ? after === true
      : young !== undefined &&
        (old === undefined || young > old === LOWER.has(keyword));
  return difference(
    stricter ? 'bound-tightened' : 'bound-loosened',
    `${keyword} changed from ${before === undefined ? 'none' : short(before)} to ${after === undefined ? 'none' : short(after)}.`,
    before,
    after,
  );
}

function ruleOf(keyword: string): string {
  if (TEXT.has(keyword)) return 'text-form-changed';
  if (ARRAY.has(keyword)) return 'array-form-changed';
  if (OBJECT.has(keyword)) return 'object-form-changed';
  return COMPOSITION.has(keyword)
    ? 'composition-changed'
    : 'description-changed';
}

function other(keyword: string, before: unknown, after: unknown): Difference[] {
  if (canonical(before) === canonical(after)) return [];
  if (LOWER.has(keyword) || UPPER.has(keyword))
    return [bound(keyword, before, after)];
  if (INSIDE.has(keyword) && isRecord(before) && isRecord(after)) return [];
  const state = before === undefined ? 'was added' : 'changed';
  return [
    difference(
      ruleOf(keyword),
      `${keyword} ${after === undefined ? 'was removed' : state}.`,
      before,
      after,
    ),
  ];
}

/** What is different in two schemas themselves, not in the schemas inside. */
export function keywordDifferences(
  before: Schema,
  after: Schema,
): Difference[] {
  const keywords = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [
    ...types(before, after),
    ...lists(before, after),
    ...required(before, after),
    ...properties(before, after),
    ...[...keywords]
      .filter(keyword => !OWN.has(keyword))
      .flatMap(keyword => other(keyword, before[keyword], after[keyword])),
  ];
}
