import type { Media } from './Api';

interface MediaPair {
  before: Media;
  after: Media;
  /** How the names differ: only in parameters, or one is a range of the other. */
  change?: 'parameters' | 'wider' | 'narrower';
}

/** Media that stand for each other, and those that stand alone. */
export interface MatchedMedia {
  pairs: MediaPair[];
  removed: Media[];
  added: Media[];
}

function exact({ type }: Media): string {
  return type
    .toLowerCase()
    .split(';')
    .map(part => part.trim())
    .sort()
    .join(';');
}

function essence({ type }: Media): string {
  return type.toLowerCase().split(';')[0].trim();
}

/** Whether a range like `text/*` has a type in it. */
function covers(range: Media, type: Media): boolean {
  const [kind, detail] = essence(range).split('/');
  if (detail !== '*') return false;
  return kind === '*' || essence(type).startsWith(`${kind}/`);
}

/** Finds for each form of a body the one that it became. */
export function matchMedia(
  before: readonly Media[],
  after: readonly Media[],
): MatchedMedia {
  const pairs: MediaPair[] = [];
  let [old, young] = [[...before], [...after]];
  const take = (a: Media, b: Media, change?: MediaPair['change']) => {
    pairs.push({ before: a, after: b, ...(change && { change }) });
    old = old.filter(each => each !== a);
    young = young.filter(each => each !== b);
  };
  for (const a of before) {
    const b = young.find(each => exact(a) === exact(each));
    if (b) take(a, b);
  }
  for (const a of [...old]) {
    const b = young.find(each => essence(a) === essence(each));
    if (b) take(a, b, 'parameters');
  }
  // One range may have taken the place of several, or several that of one.
  for (const a of [...old]) {
    const wider = after.find(each => covers(each, a));
    if (wider) take(a, wider, 'wider');
    for (const b of wider ? [] : [...young]) {
      if (covers(a, b)) take(a, b, 'narrower');
    }
  }
  return { pairs, removed: old, added: young };
}
