/** A line that differs between two texts. */
export interface ChangedLine {
  /** 1-based. */
  line: number;
  from: string;
  to: string;
}

/** How many lines a text has. */
export function lineCount(text: string | undefined): number {
  return text ? text.replace(/\n$/, '').split('\n').length : 0;
}

/** Lines that differ between two texts of as many lines. */
export function changedLines(before: string, after: string): ChangedLine[] {
  const old = before.split('\n');
  const now = after.split('\n');
  const most = Math.max(old.length, now.length);
  return Array.from({ length: most }, (_, index) => ({
    ...{ line: index + 1, from: old[index] ?? '', to: now[index] ?? '' },
  })).filter(({ from, to }) => from !== to);
}
