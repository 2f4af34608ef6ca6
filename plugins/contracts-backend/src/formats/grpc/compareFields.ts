import type { ContractDirection } from '@slipway/backstage-plugin-contracts-common';
import {
  compareTypes,
  defaultText,
  jsonNameOf,
  type TypeChange,
  typeText,
} from './fieldTypes';
import type { GrpcComparison } from './GrpcComparison';
import type { LinkedField } from './link';

/** Where a field stands, and which way it flows. */
export interface FieldPlace {
  message: string;
  only?: readonly ContractDirection[];
}

type Pair = readonly [before: LinkedField, after: LinkedField];

// Options that only the generated code shows.
const FORM_OPTIONS = [
  'ctype',
  'jstype',
  'features.(pb.cpp).string_type',
  'features.(pb.java).utf8_validation',
];

/** One comparison of a field on both sides. */
class FieldComparison {
  readonly #path: string;

  constructor(
    readonly comparison: GrpcComparison,
    readonly place: FieldPlace,
    readonly pair: Pair,
  ) {
    this.#path = `${place.message}.${pair[0].name}`;
  }

  #say(rule: string, words: string, before: string, after: string) {
    const { message, only } = this.place;
    this.comparison.add(this.#path, rule, `${this.#path} ${words}.`, {
      ...{ before, after },
      subject: { operation: message, field: this.pair[0].name },
      ...(only && { only }),
    });
  }

  run() {
    const [before, after] = this.pair;
    const cardinality = this.#cardinality();
    const type = cardinality ? this.#type() : 'same';
    if (cardinality && type !== 'different') this.#defaults();
    this.#names();
    if (before.oneof !== after.oneof) {
      this.#say(
        'field-oneof-changed',
        `stands in ${after.oneof ? `the oneof '${after.oneof}'` : 'no oneof'} now, where it stood in ${before.oneof ? `'${before.oneof}'` : 'none'}`,
        before.oneof ?? 'none',
        after.oneof ?? 'none',
      );
    }
    this.#form();
    const subject = { operation: this.place.message, field: before.name };
    this.comparison.deprecation(
      this.#path,
      subject,
      before.options,
      after.options,
    );
  }

  /** False when one side is a list or a map and the other is not. */
  #cardinality(): boolean {
    const [before, after] = this.pair;
    const [was, is] = [before.cardinality, after.cardinality];
    if (was === is) return true;
    const many = (cardinality: string) =>
      cardinality === 'repeated' || cardinality === 'map';
    if (many(was) || many(is)) {
      this.#say(
        'field-cardinality-changed',
        `changed from ${typeText(before)} to ${typeText(after)}`,
        typeText(before),
        typeText(after),
      );
      return false;
    }
    if (is === 'required') {
      this.#say('required-field-added', 'became required', was, is);
    } else if (was === 'required') {
      this.#say('required-field-removed', 'is no longer required', was, is);
    } else {
      this.#say(
        'field-presence-changed',
        is === 'explicit'
          ? 'now knows whether it was set'
          : 'no longer knows whether it was set',
        was,
        is,
      );
    }
    return true;
  }

  #type(): TypeChange {
    const [before, after] = this.pair;
    const { comparison } = this;
    const sides = [comparison.before, comparison.after] as const;
    const { renamed } = comparison;
    const value = compareTypes(before, after, sides, renamed);
    const key = (type = '') => ({ kind: 'scalar' as const, type });
    const changes = [
      value,
      compareTypes(key(before.key), key(after.key), sides, renamed),
    ];
    const worst = (['different', 'alike'] as const).find(each =>
      changes.includes(each),
    );
    if (!worst) return 'same';
    this.#say(
      worst === 'different' ? 'field-type-changed' : 'field-type-replaced',
      `changed from ${typeText(before)} to ${typeText(after)}`,
      typeText(before),
      typeText(after),
    );
    return worst;
  }

  #defaults() {
    const [before, after] = this.pair;
    const was = defaultText(before, this.comparison.before);
    const is = defaultText(after, this.comparison.after);
    if (was !== is && before.kind !== 'message' && before.kind !== 'group') {
      const words = `has the default ${is} now, where it had ${was}`;
      this.#say('field-default-changed', words, was, is);
    }
  }

  #names() {
    const [before, after] = this.pair;
    if (before.name !== after.name) {
      const words = `is called ${after.name} now`;
      this.#say('field-name-changed', words, before.name, after.name);
    }
    const [was, is] = [jsonNameOf(before), jsonNameOf(after)];
    // A new name has a new name in JSON anyway.
    const told = before.name !== after.name && !after.options.has('json_name');
    if (was !== is && !told) {
      const words = `is called "${is}" in JSON now, where it was "${was}"`;
      this.#say('field-json-name-changed', words, was, is);
    }
  }

  #form() {
    const texts = this.pair.every(({ type }) => type === 'string');
    const textOf = ({ options, features }: LinkedField) =>
      [
        ...FORM_OPTIONS.map(name => [name, options.get(name)]),
        // How strictly a text is read; other types have no such question.
        ...(texts ? [['utf8', features.utf8_validation]] : []),
      ]
        .filter(([, value]) => value !== undefined)
        .map(entry => entry.join('='))
        .join(' ');
    const [was, is] = this.pair.map(textOf);
    if (was !== is) {
      const words = `is generated or read with ${is || 'nothing'}, where it was with ${was || 'nothing'}`;
      this.#say('field-form-changed', words, was, is);
    }
  }
}

/** Compares a field on both sides, found by its number. */
export function compareField(
  comparison: GrpcComparison,
  place: FieldPlace,
  before: LinkedField,
  after: LinkedField,
): void {
  new FieldComparison(comparison, place, [before, after]).run();
}
