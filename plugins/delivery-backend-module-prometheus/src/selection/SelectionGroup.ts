import type { Matcher } from '../promql/promql';
import type { SelectedLabel, Selection } from './selectLabels';

const SEPARATOR = '\u0000';

interface Member<T> {
  selection: Selection;
  expressions: (RegExp | undefined)[];
  item: T;
}

/** Deployments whose series are told apart by the same labels, so that they are asked for together. */
export class SelectionGroup<T> {
  readonly names: readonly string[];
  readonly #isPattern: readonly boolean[];
  readonly #members: Member<T>[] = [];
  readonly #byValues = new Map<string, T[]>();

  private constructor(shape: Selection) {
    this.names = shape.map(({ name }) => name);
    this.#isPattern = shape.map(({ isPattern }) => isPattern);
  }

  static of<T>(shape: Selection) {
    return new SelectionGroup<T>(shape);
  }

  /** Selections of one shape go into one group. */
  static shapeOf(selection: Selection): string {
    return selection
      .map(({ name, isPattern }) => `${name}${isPattern ? '~' : '='}`)
      .join(SEPARATOR);
  }

  add(selection: Selection, item: T): void {
    if (this.#isPattern.includes(true)) {
      const expressions = selection.map(expressionOf);
      this.#members.push({ selection, expressions, item });
      return;
    }
    this.#members.push({ selection, expressions: [], item });
    const key = selection.map(({ value }) => value).join(SEPARATOR);
    const items = this.#byValues.get(key);
    if (items) {
      items.push(item);
    } else {
      this.#byValues.set(key, [item]);
    }
  }

  /** Matchers that let the series of all members through, and few others. */
  matchers(): Matcher[] {
    return this.names.map((label, index) => {
      const values = new Set(
        this.#members.map(({ selection }) => selection[index].value),
      );
      return this.#isPattern[index]
        ? { label, matches: [...values].map(value => `(?:${value})`).join('|') }
        : { label, in: [...values] };
    });
  }

  /** The members that a series belongs to. */
  find(labels: Readonly<Record<string, string>>): readonly T[] {
    const values = this.names.map(name => labels[name] ?? '');
    const key = values.join(SEPARATOR);
    const known = this.#byValues.get(key);
    if (known || !this.#isPattern.includes(true)) {
      return known ?? [];
    }
    const found = this.#members
      .filter(({ selection, expressions }) =>
        selection.every(({ value }, index) =>
          expressions[index]
            ? expressions[index].test(values[index])
            : value === values[index],
        ),
      )
      .map(({ item }) => item);
    this.#byValues.set(key, found);
    return found;
  }
}

function expressionOf({ value, isPattern }: SelectedLabel) {
  return isPattern ? new RegExp(`^(?:${value})$`) : undefined;
}

/** Sorts items into groups of one shape and one kind. */
export function groupBySelection<T>(
  items: readonly T[],
  selectionOf: (item: T) => Selection,
  kindOf: (item: T) => string,
): { group: SelectionGroup<T>; items: T[] }[] {
  const groups = new Map<string, { group: SelectionGroup<T>; items: T[] }>();
  for (const item of items) {
    const selection = selectionOf(item);
    const key = `${kindOf(item)}${SEPARATOR}${SelectionGroup.shapeOf(selection)}`;
    const found = groups.get(key) ?? {
      ...{ group: SelectionGroup.of<T>(selection), items: [] },
    };
    found.group.add(selection, item);
    found.items.push(item);
    groups.set(key, found);
  }
  return [...groups.values()];
}
