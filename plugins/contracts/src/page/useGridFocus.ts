import { type KeyboardEvent, useState } from 'react';

type Place = readonly [row: number, column: number];

/** Where a key leads from a place; undefined when it is no key of a grid. */
function placeAfter(
  key: string,
  [row, column]: Place,
  [lastRow, lastColumn]: Place,
): Place | undefined {
  const places: Record<string, Place> = {
    ArrowRight: [row, column + 1],
    ArrowLeft: [row, column - 1],
    ArrowDown: [row + 1, column],
    ArrowUp: [row - 1, column],
    Home: [row, 0],
    End: [row, lastColumn],
  };
  const next = places[key];
  const within = (at: number, last: number) => Math.min(Math.max(at, 0), last);
  return next && [within(next[0], lastRow), within(next[1], lastColumn)];
}

/**
 * Lets the keyboard walk through the cells of a grid. The grid is one stop of
 * the Tab key, at the cell that was last in focus.
 */
export function useGridFocus(rows: number, columns: number) {
  const [kept, setKept] = useState<Place>([0, 0]);
  const last: Place = [Math.max(rows - 1, 0), Math.max(columns - 1, 0)];
  // The grid may have become smaller.
  const at: Place = [Math.min(kept[0], last[0]), Math.min(kept[1], last[1])];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { key, altKey, ctrlKey, metaKey } = event;
    // With these the keys are the browser's: Alt and Left lead back a page.
    if (altKey || ctrlKey || metaKey) return;
    const next = placeAfter(key, at, last);
    if (!next) return;
    event.preventDefault();
    setKept(next);
    event.currentTarget
      .querySelector<HTMLElement>(`[data-cell="${next.join()}"]`)
      ?.focus();
  };
  const cellProps = (row: number, column: number) => ({
    tabIndex: row === at[0] && column === at[1] ? 0 : -1,
    'data-cell': `${row},${column}`,
    onFocus: () => setKept([row, column]),
  });
  return { onKeyDown, cellProps };
}
