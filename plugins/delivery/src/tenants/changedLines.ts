import type { ChangedFile } from '@slipway/backstage-plugin-delivery-common';

/** What came to a file or went from it, line by line. */
export interface ShownChange {
  path: string;
  /** Lines that are put in the place of others, or only added or taken away. */
  removed: { line: number; text: string }[];
  added: { line: number; text: string }[];
}

function linesOf(text: string | undefined): string[] {
  const lines = (text ?? '').split('\n');
  return lines[lines.length - 1] === '' ? lines.slice(0, -1) : lines;
}

/** Lines that differ where both have as many; else what stands between the same begin and end. */
export function shownChange({ path, before, after }: ChangedFile): ShownChange {
  const [old, now] = [linesOf(before), linesOf(after)];
  if (old.length === now.length) {
    const differing = old
      .map((_, index) => index)
      .filter(index => old[index] !== now[index]);
    const pick = (lines: string[]) =>
      differing.map(index => ({ line: index + 1, text: lines[index] }));
    return { path, removed: pick(old), added: pick(now) };
  }
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start++;
  let end = 0;
  while (
    end < most - start &&
    old[old.length - 1 - end] === now[now.length - 1 - end]
  ) {
    end++;
  }
  const part = (lines: string[]) =>
    lines
      .slice(start, lines.length - end)
      .map((text, index) => ({ line: start + index + 1, text }));
  return { path, removed: part(old), added: part(now) };
}
