/** One thing that a document describes, and where. */
export interface OutlineEntry {
  /** What it is, in one word. */
  kind: string;
  name: string;
  /** Line of the document, from 1. */
  line: number;
  /** 1 for what belongs to the one before it. */
  depth: 0 | 1;
}

/** The line of a place in a text, from 1. */
export function lineCounter(text: string): (offset: number) => number {
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
  return offset => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (ends[middle] < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
