import type { ProtoRange } from './protoModel';

interface Reserving {
  reservedNumbers: readonly ProtoRange[];
  reservedNames: readonly string[];
}

function merged(ranges: readonly ProtoRange[]): [number, number][] {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = joined.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** Whether a number lies in one of some ranges. */
export function covers(ranges: readonly ProtoRange[], number: number): boolean {
  return ranges.some(([from, to]) => from <= number && number <= to);
}

/** The ranges of the one side that do not lie in those of the other. */
export function uncovered(
  before: readonly ProtoRange[],
  after: readonly ProtoRange[],
): string[] {
  const outer = merged(after);
  return merged(before)
    .filter(
      ([from, to]) => !outer.some(([start, end]) => start <= from && to <= end),
    )
    .map(([from, to]) => (from === to ? String(from) : `${from} to ${to}`));
}

/** What was reserved and no longer is. */
export function freed(before: Reserving, after: Reserving): string[] {
  return [
    ...uncovered(before.reservedNumbers, after.reservedNumbers),
    ...before.reservedNames
      .filter(name => !after.reservedNames.includes(name))
      .map(name => `"${name}"`),
  ];
}

/** Whether a number and all its names are kept from being used again. */
export function isReserved(
  holder: Reserving,
  number: number,
  names: readonly string[],
): boolean {
  return (
    covers(holder.reservedNumbers, number) &&
    names.every(name => holder.reservedNames.includes(name))
  );
}
