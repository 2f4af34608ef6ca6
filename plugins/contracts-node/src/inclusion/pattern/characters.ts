/** Code points from the first to the last, both included. */
export type CharacterRange = readonly [first: number, last: number];

/** Ordered ranges that do not touch. */
export type CharacterSet = readonly CharacterRange[];

export const LAST_CHARACTER = 0x10ffff;

/** Orders ranges and joins those that touch. */
export function union(...sets: CharacterSet[]): CharacterSet {
  const ranges = sets.flat().sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [first, last] of ranges) {
    const previous = joined.at(-1);
    if (previous && first <= previous[1] + 1) {
      previous[1] = Math.max(previous[1], last);
    } else {
      joined.push([first, last]);
    }
  }
  return joined;
}

/** All other characters. */
export function complement(set: CharacterSet): CharacterSet {
  const rest: [number, number][] = [];
  let next = 0;
  for (const [first, last] of set) {
    if (first > next) {
      rest.push([next, first - 1]);
    }
    next = last + 1;
  }
  if (next <= LAST_CHARACTER) {
    rest.push([next, LAST_CHARACTER]);
  }
  return rest;
}

/** Whether a set has a character. */
export function contains(set: CharacterSet, character: number): boolean {
  return set.some(([first, last]) => first <= character && character <= last);
}

/** The set of one character. */
export function single(character: number): CharacterSet {
  return [[character, character]];
}

const DIGITS: CharacterSet = [[48, 57]];
const WORD: CharacterSet = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
const SPACE = union(
  [
    [9, 13],
    [32, 32],
    [160, 160],
    [0x1680, 0x1680],
  ],
  [
    [0x2000, 0x200a],
    [0x2028, 0x2029],
    [0x202f, 0x202f],
    [0x205f, 0x205f],
    [0x3000, 0x3000],
    [0xfeff, 0xfeff],
  ],
);

/** What a dot stands for: everything but the ends of lines. */
export const DOT = complement(
  union(single(10), single(13), [[0x2028, 0x2029]]),
);

/** Sets that have a letter after the backslash. */
export const NAMED_SETS: Readonly<Record<string, CharacterSet>> = {
  d: DIGITS,
  D: complement(DIGITS),
  w: WORD,
  W: complement(WORD),
  s: SPACE,
  S: complement(SPACE),
};

/**
 * One character of each group that no set tells apart, those that people can
 * read first.
 */
export function representatives(
  sets: Iterable<CharacterSet>,
  apart: Iterable<number>,
): number[] {
  const starts = new Set([0, 48, 58, 65, 91, 97, 123, 0xd800, 0xe000]);
  for (const set of sets) {
    for (const [first, last] of set) {
      starts.add(first).add(last + 1);
    }
  }
  for (const character of apart) {
    starts.add(character).add(character + 1);
  }
  // Half of a pair is no character of a text that can be sent.
  return [...starts]
    .filter(
      start => start <= LAST_CHARACTER && !(start >= 0xd800 && start < 0xe000),
    )
    .sort((a, b) => rank(a) - rank(b) || a - b);
}

function rank(character: number): number {
  if (character >= 97 && character <= 122) return 0;
  if (contains(WORD, character)) return 1;
  return character > 32 && character < 127 ? 2 : 3;
}
