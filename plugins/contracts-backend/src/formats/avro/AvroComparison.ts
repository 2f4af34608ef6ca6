import type {
  ContractDirection,
  ContractSubject,
} from '@slipway/backstage-plugin-contracts-common';
import type { Findings } from '../../formatSupport';
import {
  type AvroEnum,
  type AvroFixed,
  type AvroType,
  branchesOf,
  isNamed,
  type NamedType,
  wordsOf,
} from './avroTypes';
import { hasNameFor, isSameKind, Reading } from './canRead';
import { compareRecords } from './compareRecords';

/** Where a type stands: the type of the document, and the way to it. */
export interface AvroPosition {
  operation: string;
  field: string;
}

/** What is said of a change. */
export interface AvroTexts {
  before?: string;
  after?: string;
  only?: readonly ContractDirection[];
  subject?: Partial<ContractSubject>;
  value?: unknown;
}

/** Both sides of a place. */
export interface AvroPair {
  before: AvroType;
  after: AvroType;
  position: AvroPosition;
}

/** Compares types from the outside in; each pair of types once. */
export class AvroComparison {
  readonly #queue: AvroPair[] = [];
  readonly #seen = new Map<AvroType, Set<AvroType>>();
  readonly #reading = new Reading();

  constructor(readonly findings: Findings) {}

  add(
    { operation, field }: AvroPosition,
    rule: string,
    message: string,
    texts: AvroTexts = {},
  ): void {
    const path = field ? `${operation}/${field}` : operation;
    const place = (text?: string) =>
      text === undefined ? undefined : { path, text };
    this.findings.add({
      ...{ rule: `avro-${rule}`, message, before: place(texts.before) },
      after: place(texts.after),
      subject: { operation, ...(field && { field }), ...texts.subject },
      ...(texts.only && { only: texts.only }),
      ...('value' in texts && { counterExample: { value: texts.value } }),
    });
  }

  /** Remembers a pair to be compared. */
  enqueue(pair: AvroPair): void {
    const seen = this.#seen.get(pair.before) ?? new Set();
    if (seen.has(pair.after)) return;
    this.#seen.set(pair.before, seen.add(pair.after));
    this.#queue.push(pair);
  }

  run(): void {
    for (let index = 0; index < this.#queue.length; index++) {
      if (this.findings.ended) return;
      this.#compare(this.#queue[index]);
    }
  }

  /** The directions in which what the one side writes cannot be read by the other. */
  unreadable(before: AvroType, after: AvroType): ContractDirection[] {
    return [
      ...(this.#reading.canRead(before, after) ? [] : (['send'] as const)),
      ...(this.#reading.canRead(after, before) ? [] : (['receive'] as const)),
    ];
  }

  #compare(pair: AvroPair) {
    const { before, after, position } = pair;
    if (before.kind === 'union' || after.kind === 'union') {
      this.#compareUnions(pair);
      return;
    }
    if (before.kind !== after.kind) {
      this.#changedType(pair);
      return;
    }
    this.#compareMeaning(pair);
    if (isNamed(before) && isNamed(after)) {
      this.#compareNames(before, after, position);
    }
    if (before.kind === 'record' && after.kind === 'record') {
      compareRecords(this, before, after, position);
    } else if (before.kind === 'enum' && after.kind === 'enum') {
      this.#compareEnums(before, after, position);
    } else if (before.kind === 'fixed' && after.kind === 'fixed') {
      this.#compareSizes(before, after, position);
    } else if ('of' in before && 'of' in after) {
      this.enqueue({
        ...{ before: before.of, after: after.of },
        position: { ...position, field: `${position.field}[]` },
      });
    }
  }

  #compareMeaning({ before, after, position }: AvroPair) {
    if (before.logical !== after.logical) {
      this.add(
        position,
        'logical-type-changed',
        `Values of ${placeOf(position)} are ${after.logical ?? 'plain values'} now, where they were ${before.logical ?? 'plain values'}.`,
        { before: wordsOf(before), after: wordsOf(after) },
      );
    }
    if (before.doc !== after.doc) {
      this.add(
        position,
        'description-changed',
        `${placeOf(position)} is described anew.`,
        { before: before.doc ?? '', after: after.doc ?? '' },
      );
    }
  }

  #changedType({ before, after, position }: AvroPair) {
    const only = this.unreadable(before, after);
    this.add(
      position,
      only.length ? 'type-changed' : 'type-promoted',
      `The type of ${placeOf(position)} changed from ${wordsOf(before)} to ${wordsOf(after)}.`,
      { before: wordsOf(before), after: wordsOf(after), only },
    );
  }

  #compareNames(before: NamedType, after: NamedType, position: AvroPosition) {
    const texts = { before: before.name, after: after.name };
    if (before.name === after.name) {
      if (before.aliases.join() !== after.aliases.join()) {
        const message = `Other aliases stand at ${placeOf(position)}.`;
        this.add(position, 'description-changed', message, {
          ...{ before: before.aliases.join(', ') },
          after: after.aliases.join(', '),
        });
      }
      return;
    }
    const only: ContractDirection[] = [
      ...(hasNameFor(after, before) ? [] : (['send'] as const)),
      ...(hasNameFor(before, after) ? [] : (['receive'] as const)),
    ];
    const message = `${before.name} is called ${after.name} now.`;
    if (after.aliases.includes(before.name)) {
      this.add(position, 'renamed-with-alias', message, texts);
    }
    if (only.length) {
      this.add(position, 'name-changed', message, { ...texts, only });
    } else if (!after.aliases.includes(before.name)) {
      this.add(position, 'namespace-changed', message, texts);
    }
  }

  #compareSizes(before: AvroFixed, after: AvroFixed, position: AvroPosition) {
    if (before.size === after.size) return;
    this.add(
      position,
      'size-changed',
      `${placeOf(position)} has ${after.size} bytes now, where it had ${before.size}.`,
      { before: String(before.size), after: String(after.size) },
    );
  }

  #compareEnums(before: AvroEnum, after: AvroEnum, position: AvroPosition) {
    const [old, young] = [new Set(before.symbols), new Set(after.symbols)];
    const removed = before.symbols.filter(each => !young.has(each));
    const added = after.symbols.filter(each => !old.has(each));
    for (const symbol of removed) {
      this.#symbol(position, symbol, 'removed', after.default);
    }
    for (const symbol of added) {
      this.#symbol(position, symbol, 'added', before.default);
    }
    const reordered =
      before.symbols.join() !== after.symbols.join() &&
      !removed.length &&
      !added.length;
    if (reordered || before.default !== after.default) {
      this.add(
        position,
        'symbol-order-changed',
        `The order of the symbols of ${placeOf(position)}, or their default, changed.`,
        {
          before: `${before.symbols.join(', ')}; default ${before.default ?? 'none'}`,
          after: `${after.symbols.join(', ')}; default ${after.default ?? 'none'}`,
        },
      );
    }
  }

  #symbol(
    position: AvroPosition,
    symbol: string,
    state: 'added' | 'removed',
    standIn: string | undefined,
  ) {
    const texts: AvroTexts = {
      ...(state === 'added' ? { after: symbol } : { before: symbol }),
      subject: { values: [symbol] },
      ...(standIn ? {} : { value: symbol }),
    };
    const message = `The symbol ${symbol} was ${state} at ${placeOf(position)}`;
    if (!standIn) {
      this.add(position, `symbol-${state}`, `${message}.`, texts);
      return;
    }
    this.add(
      position,
      'symbol-replaced-by-default',
      `${message}; who does not know it reads ${standIn}.`,
      { ...texts, only: state === 'added' ? ['receive'] : ['send'] },
    );
  }

  #compareUnions(pair: AvroPair) {
    const { before, after, position } = pair;
    const [old, young] = [branchesOf(before), branchesOf(after)];
    const told = this.findings.changes.length;
    this.#branches(old, after, 'removed', position);
    this.#branches(young, before, 'added', position);
    for (const branch of old) {
      const same = twinOf(branch, young);
      if (same) this.enqueue({ before: branch, after: same, position });
    }
    const kinds = (types: readonly AvroType[]) => types.map(wordsOf).join();
    if (
      told === this.findings.changes.length &&
      (kinds(old) !== kinds(young) || before.kind !== after.kind) &&
      old.every(each => !twinOf(each, young) || !isNamed(each))
    ) {
      this.add(
        position,
        'branch-order-changed',
        `${placeOf(position)} changed from ${wordsOf(before)} to ${wordsOf(after)}.`,
        { before: wordsOf(before), after: wordsOf(after) },
      );
    }
  }

  /** Says which types of a union the other side cannot read. */
  #branches(
    branches: readonly AvroType[],
    other: AvroType,
    state: 'added' | 'removed',
    position: AvroPosition,
  ) {
    for (const branch of branches) {
      // What stands on both sides is compared by itself.
      if (twinOf(branch, branchesOf(other))) continue;
      if (this.#reading.canRead(branch, other)) continue;
      const words = wordsOf(branch);
      this.add(
        position,
        `branch-${state}`,
        state === 'added'
          ? `${placeOf(position)} may be ${words} now.`
          : `${placeOf(position)} may no longer be ${words}.`,
        {
          ...(state === 'added' ? { after: words } : { before: words }),
          ...(branch.kind === 'null' && { value: null }),
        },
      );
    }
  }
}

/** The same type among others: of the same kind, and of the same name. */
function twinOf(
  type: AvroType,
  others: readonly AvroType[],
): AvroType | undefined {
  const alike = others.filter(
    each =>
      each.kind === type.kind &&
      (isSameKind(type, each) || isSameKind(each, type)),
  );
  return (
    alike.find(
      each => isNamed(each) && isNamed(type) && each.name === type.name,
    ) ?? alike[0]
  );
}

/** A place as a person says it. */
export function placeOf({ operation, field }: AvroPosition): string {
  return field ? `'${field}' of ${operation}` : operation;
}
