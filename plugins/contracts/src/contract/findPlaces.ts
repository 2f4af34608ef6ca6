import type { ContractPlace } from '@slipway/backstage-plugin-contracts-common';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { VERDICT_ORDER } from '../state/looks';
import type { Hunk } from './diff';
import type { HitChange } from './groupChanges';

/** Finding places in a larger text would hold the page up. */
const MOST_LETTERS = 500_000;

/** The first and the last line of something, from 1. */
type Lines = readonly [first: number, last: number];

/** Finds where a place of a document stands in its text. */
export type PlaceFinder = (place: ContractPlace | undefined) => Lines[];

function stepsOf(pointer: string): string[] {
  return pointer
    .replace(/^#?\//, '')
    .split('/')
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** By a JSON pointer, in JSON or YAML; undefined where the text is neither. */
function byPointer(text: string): PlaceFinder | undefined {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, logLevel: 'silent' });
  if (document.errors.length || !document.contents) return undefined;
  return place => {
    if (!place || !/^#?\//.test(place.path)) return [];
    const node = document.getIn(stepsOf(place.path), true);
    if (!isNode(node) || !node.range) return [];
    const [start, end] = node.range;
    return [
      [lineCounter.linePos(start).line, lineCounter.linePos(end).line - 1],
    ].map(([first, last]): Lines => [first, Math.max(first, last)]);
  };
}

/** By the last word of a path, wherever it stands. */
function byWord(text: string): PlaceFinder {
  const lines = text.split('\n');
  return place => {
    const word = place?.path.match(/\w+/g)?.at(-1);
    if (!word) return [];
    const whole = new RegExp(`\\b${word}\\b`);
    return lines.flatMap((line, index) =>
      whole.test(line) ? [[index + 1, index + 1] as const] : [],
    );
  };
}

/** Finds places in a text by pointer where it has a structure, else by name. */
export function placeFinder(text: string): PlaceFinder {
  if (text.length > MOST_LETTERS) return () => [];
  const structured = byPointer(text);
  const named = byWord(text);
  return place =>
    place?.path.match(/^#?\//) && structured ? structured(place) : named(place);
}

const isWithin = (numbers: readonly number[], ranges: readonly Lines[]) =>
  numbers.some(number =>
    ranges.some(([first, last]) => number >= first && number <= last),
  );

/** A hunk and the change in it that matters most; none when it is harmless. */
export interface JudgedHunk extends Hunk {
  change?: HitChange;
}

/** Says of each hunk what it means for consumers. */
export function judgeHunks(
  hunks: readonly Hunk[],
  changes: readonly HitChange[],
  texts: { before: string; after: string },
): JudgedHunk[] {
  const inBefore = placeFinder(texts.before);
  const inAfter = placeFinder(texts.after);
  const found = VERDICT_ORDER.filter(verdict => verdict !== 'safe')
    .flatMap(verdict => changes.filter(each => each.verdict === verdict))
    .map(change => ({
      change,
      before: inBefore(change.before),
      after: inAfter(change.after),
    }));
  return hunks.map(hunk => {
    const worst = found.find(
      ({ before, after }) =>
        isWithin(hunk.removed, before) || isWithin(hunk.added, after),
    );
    return worst ? { ...hunk, change: worst.change } : hunk;
  });
}
