/** Choices by their names, each with the values it can have. */
export type Choices = Record<string, readonly unknown[]>;

/** One value of each choice. */
export type Combination<C extends Choices> = {
  [K in keyof C]: C[K][number];
};

type Indexes = (number | undefined)[];
/** Values of two choices: `[first, its value, second, its value]`. */
type Pair = readonly [number, number, number, number];

function keyOf([first, value, second, other]: Pair): string {
  return `${first}:${value},${second}:${other}`;
}

function allPairs(sizes: readonly number[]): Map<string, Pair> {
  const pairs = new Map<string, Pair>();
  for (const [first, size] of sizes.entries()) {
    for (let second = first + 1; second < sizes.length; second += 1) {
      for (let value = 0; value < size; value += 1) {
        for (let other = 0; other < sizes[second]; other += 1) {
          const pair: Pair = [first, value, second, other];
          pairs.set(keyOf(pair), pair);
        }
      }
    }
  }
  return pairs;
}

function pairOf(row: Indexes, one: number, two: number): Pair | undefined {
  const [first, second] = one < two ? [one, two] : [two, one];
  const [value, other] = [row[first], row[second]];
  return value === undefined || other === undefined
    ? undefined
    : [first, value, second, other];
}

/** How many pairs that are still open a value would close. */
function gain(open: Map<string, Pair>, row: Indexes, at: number): number {
  let count = 0;
  for (const other of row.keys()) {
    const pair = other === at ? undefined : pairOf(row, other, at);
    if (pair && open.has(keyOf(pair))) {
      count += 1;
    }
  }
  return count;
}

function fillOpen(open: Map<string, Pair>, row: Indexes, sizes: number[]) {
  for (const [at, size] of sizes.entries()) {
    if (row[at] === undefined) {
      let best = { value: 0, gain: -1 };
      for (let value = 0; value < size; value += 1) {
        const candidate = [...row];
        candidate[at] = value;
        const found = gain(open, candidate, at);
        best = found > best.gain ? { value, gain: found } : best;
      }
      row[at] = best.value;
    }
  }
}

function close(open: Map<string, Pair>, row: Indexes) {
  for (const first of row.keys()) {
    for (let second = first + 1; second < row.length; second += 1) {
      const pair = pairOf(row, first, second);
      if (pair) {
        open.delete(keyOf(pair));
      }
    }
  }
}

/**
 * Combinations in which each two values of two choices meet at least once,
 * always the same for the same choices. Most faults need one or two values to
 * show, so a few combinations find what all of them would.
 */
export function pairwise<C extends Choices>(choices: C): Combination<C>[] {
  const names: (keyof C)[] = Object.keys(choices);
  const sizes = names.map(name => choices[name].length);
  if (sizes.includes(0)) {
    throw new Error('A choice without a value leaves nothing to combine');
  }
  if (names.length === 1) {
    return choices[names[0]].map(
      value => ({ [names[0]]: value }) as Combination<C>,
    );
  }
  const open = allPairs(sizes);
  const rows: Indexes[] = [];
  for (const [first, value, second, other] of open.values()) {
    // Those that a row before has closed are gone from the map by now.
    const row: Indexes = new Array(sizes.length).fill(undefined);
    row[first] = value;
    row[second] = other;
    fillOpen(open, row, sizes);
    close(open, row);
    rows.push(row);
  }
  return rows.map(
    row =>
      Object.fromEntries(
        names.map((name, index) => [name, choices[name][row[index] ?? 0]]),
      ) as Combination<C>,
  );
}
