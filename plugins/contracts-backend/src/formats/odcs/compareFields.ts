import {
  decideInclusion,
  type InclusionAnswer,
} from '@slipway/backstage-plugin-contracts-node';
import { compareColumnTypes } from '../sql/columnTypes';
import type { OdcsComparison, OdcsPlace } from './OdcsComparison';
import { pathOf } from './OdcsComparison';
import { canonicalOf, type OdcsField, scalarOf } from './odcsModel';
import { compareQuality } from './compareQuality';
import { limitsOf, valueSchemaOf } from './valueSchema';

const KEYS = ['unique', 'primaryKey'] as const;
const WORDS = [
  'description',
  'businessName',
  'classification',
  'tags',
  'examples',
];
const DRAFT = { draft: '2020-12' } as const;

function textOf({ name, raw, required }: OdcsField): string {
  const type = scalarOf(raw.logicalType) ?? scalarOf(raw.physicalType) ?? 'any';
  return `${name} ${type}${required ? ', required' : ''}`;
}

/** Compares one field on both sides. */
class FieldComparison {
  constructor(
    readonly comparison: OdcsComparison,
    readonly place: OdcsPlace,
    readonly before: OdcsField,
    readonly after: OdcsField,
  ) {}

  #say(rule: string, words: string, before: string, after: string, more = {}) {
    const message = `${pathOf(this.place)} ${words}.`;
    this.comparison.add(this.place, rule, message, { before, after, ...more });
  }

  run() {
    this.#required();
    this.#values();
    this.#stored();
    for (const key of KEYS) this.#key(key);
    this.#words();
    const { comparison, place } = this;
    compareQuality(comparison, place, this.before.raw, this.after.raw);
  }

  #required() {
    const [was, is] = [this.before.required, this.after.required];
    if (was === is) return;
    this.#say(
      is ? 'field-required' : 'field-optional',
      is ? 'became required' : 'is no longer required',
      was ? 'required' : 'optional',
      is ? 'required' : 'optional',
      is ? { hits: 'who-omits' } : {},
    );
  }

  #values() {
    const [was, is] = [this.before, this.after].map(
      ({ raw }) => scalarOf(raw.logicalType) ?? 'any',
    );
    const format = (field: OdcsField) => scalarOf(limitsOf(field).format) ?? '';
    const [form, newForm] = [format(this.before), format(this.after)];
    if (form !== newForm) {
      const words = `has the form ${newForm || 'of its type'} now, where it had ${form || 'that of its type'}`;
      this.#say('text-format-changed', words, form, newForm);
    }
    const numbers = was === 'integer' && is === 'number';
    if (was !== is && !numbers && !(was === 'number' && is === 'integer')) {
      this.#say('type-changed', `changed from ${was} to ${is}`, was, is);
      return;
    }
    const [old, young] = [
      valueSchemaOf(this.before),
      valueSchemaOf(this.after),
    ];
    if (canonicalOf(old) === canonicalOf(young)) return;
    this.#limits('values-narrowed', 'fewer', old, young, old);
    this.#limits('values-widened', 'more', young, old, old);
  }

  /** Whether the one schema takes what the other takes; values show where not. */
  #limits(
    rule: string,
    words: string,
    inner: object,
    outer: object,
    old: object,
  ) {
    const answer: InclusionAnswer = decideInclusion(
      { document: inner, ...DRAFT },
      { document: outer, ...DRAFT },
      { milliseconds: 500 },
    );
    if (answer.status === 'included') return;
    const [was, is] = inner === old ? [inner, outer] : [outer, inner];
    const texts = [JSON.stringify(was), JSON.stringify(is)] as const;
    if (answer.status === 'cannot-decide') {
      const unknown = `takes other values now, and which could not be told: ${answer.why}`;
      this.#say('values-unknown', unknown, ...texts);
      return;
    }
    const value = answer.counterExample;
    this.#say(rule, `takes ${words} values than before`, ...texts, {
      ...{ example: { value }, values: [value] },
    });
  }

  #stored() {
    const [was, is] = [this.before, this.after].map(
      ({ raw }) => scalarOf(raw.physicalName) ?? '',
    );
    if (was !== is && was) {
      const words = `is stored as ${is || 'its own name'} now, where it was ${was}`;
      this.#say('physical-name-changed', words, was, is);
    }
    const [old, young] = [this.before, this.after].map(({ raw }) =>
      scalarOf(raw.physicalType)?.toLowerCase(),
    );
    if (!old || !young || old === young) return;
    const change = compareColumnTypes(old, young);
    const rules = { wider: 'widened', narrower: 'narrowed', other: 'changed' };
    const rule = rules[change === 'same' ? 'other' : change];
    const words = `is stored as ${young} now, where it was ${old}`;
    this.#say(`physical-type-${rule}`, words, old, young);
  }

  #key(key: (typeof KEYS)[number]) {
    const [was, is] = [
      this.before.raw[key] === true,
      this.after.raw[key] === true,
    ];
    if (was === is) return;
    const words = key === 'unique' ? 'unique' : 'part of the key';
    this.#say(
      is ? 'key-added' : 'key-removed',
      is ? `has to be ${words}` : `is no longer ${words}`,
      String(was),
      String(is),
    );
  }

  #words() {
    const text = ({ raw }: OdcsField) =>
      canonicalOf(WORDS.map(name => raw[name] ?? ''));
    const [was, is] = [text(this.before), text(this.after)];
    if (was !== is)
      this.#say('description-changed', 'is described anew', was, is);
  }
}

function below({ operation, field }: OdcsPlace, name: string): OdcsPlace {
  if (name === '[]') return { operation, field: `${field}[]` };
  return { operation, field: field ? `${field}.${name}` : name };
}

/** Compares the fields inside an object. */
export function compareFields(
  comparison: OdcsComparison,
  place: OdcsPlace,
  before: readonly OdcsField[],
  after: readonly OdcsField[],
): void {
  const young = new Map(after.map(each => [each.name, each]));
  const old = new Map(before.map(each => [each.name, each]));
  for (const field of before) {
    if (comparison.findings.ended) return;
    const at = below(place, field.name);
    const same = young.get(field.name);
    if (same) compareField(comparison, at, field, same);
    else {
      const message = `${pathOf(at)} was removed.`;
      const texts = { before: textOf(field) };
      comparison.add(at, 'field-removed', message, texts);
    }
  }
  for (const field of after) {
    if (old.has(field.name)) continue;
    const at = below(place, field.name);
    comparison.add(
      at,
      field.required ? 'field-required-added' : 'field-added',
      `${pathOf(at)} was added${field.required ? ' and is required' : ''}.`,
      {
        after: textOf(field),
        ...(field.required && { hits: 'who-omits' as const }),
      },
    );
  }
}

/** Compares a field with all that is inside it. */
export function compareField(
  comparison: OdcsComparison,
  place: OdcsPlace,
  before: OdcsField,
  after: OdcsField,
): void {
  new FieldComparison(comparison, place, before, after).run();
  compareFields(comparison, place, before.fields, after.fields);
  if (before.items && after.items) {
    const at = below(place, '[]');
    compareField(comparison, at, before.items, after.items);
  }
}
