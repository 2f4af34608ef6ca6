/** Where the reading point is, and the span that is being marked. */
export interface Reading {
  /** Index of a time; absent before anything was read. */
  index?: number;
  /** Where marking began; absent while nothing is marked. */
  brush?: number;
}

/** What a key asks for beyond moving. */
export type ReadingAct =
  { type: 'table' } | { type: 'zoom'; from: number; to: number };

/** Points that a page key moves by. */
const LEAP = 10;

function moved(key: string, index: number, last: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return index - 1;
    case 'ArrowRight':
    case 'ArrowUp':
      return index + 1;
    case 'PageDown':
      return index - LEAP;
    case 'PageUp':
      return index + LEAP;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

/**
 * What a key does to the reading point. `undefined` means that the key is not
 * ours and goes on to the page.
 */
export function pressKey(
  key: string,
  reading: Reading,
  count: number,
): { reading: Reading; act?: ReadingAct } | undefined {
  const last = count - 1;
  // The first key reads the newest point.
  const index = reading.index ?? last + (key === 'ArrowLeft' ? 1 : 0);
  const to = moved(key, index, last);
  if (to !== undefined) {
    const kept = Math.min(Math.max(to, 0), last);
    return { reading: { ...reading, index: kept } };
  }
  const { brush } = reading;
  switch (key.toLowerCase()) {
    case 't':
      return { reading, act: { type: 'table' } };
    case 'b':
      if (brush === undefined) {
        const start = Math.min(Math.max(index, 0), last);
        return { reading: { index: start, brush: start } };
      }
      return zoomed(reading, index, brush);
    case 'enter':
      return brush === undefined ? undefined : zoomed(reading, index, brush);
    case 'escape':
      return brush === undefined
        ? undefined
        : { reading: { index: reading.index } };
    default:
      return undefined;
  }
}

function zoomed(reading: Reading, index: number, brush: number) {
  const [from, to] = [Math.min(index, brush), Math.max(index, brush)];
  return from === to
    ? { reading: { index: reading.index } }
    : { reading: {}, act: { type: 'zoom', from, to } as const };
}
