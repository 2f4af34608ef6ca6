import { diffLines } from 'diff';

/** Unchanged lines around a change that are still shown. */
const AROUND = 3;

/** One line of a difference; a gap stands for lines that are the same. */
export interface DiffLine {
  kind: 'same' | 'added' | 'removed' | 'gap';
  text: string;
  /** How many lines a gap stands for. */
  hidden?: number;
}

/** Lines that belong together, and which numbers changed on either side. */
export interface Hunk {
  lines: DiffLine[];
  removed: number[];
  added: number[];
}

function shorten(
  lines: string[],
  isFirst: boolean,
  isLast: boolean,
): DiffLine[] {
  const head = isFirst ? 0 : AROUND;
  const tail = isLast ? 0 : AROUND;
  const same = (text: string): DiffLine => ({ kind: 'same', text });
  if (lines.length <= head + tail + 1) return lines.map(same);
  const hidden = lines.length - head - tail;
  return [
    ...lines.slice(0, head).map(same),
    { kind: 'gap', text: `… ${hidden}`, hidden },
    ...lines.slice(lines.length - tail).map(same),
  ];
}

/** The lines that differ, with some around them. */
export function diffOf(before: string, after: string): DiffLine[] {
  const parts = diffLines(before, after);
  return parts.flatMap((part, index) => {
    const lines = part.value.replace(/\n$/, '').split('\n');
    if (part.added || part.removed) {
      const kind = part.added ? 'added' : 'removed';
      return lines.map((text): DiffLine => ({ kind, text }));
    }
    return parts.length === 1
      ? []
      : shorten(lines, index === 0, index === parts.length - 1);
  });
}

/** The lines in their hunks; each begins with the gap before it. */
export function hunksOf(lines: readonly DiffLine[]): Hunk[] {
  const hunks: Hunk[] = [];
  let [before, after] = [0, 0];
  for (const line of lines) {
    if (line.kind === 'gap' || !hunks.length) {
      hunks.push({ lines: [], removed: [], added: [] });
    }
    const hunk = hunks[hunks.length - 1];
    hunk.lines.push(line);
    const step = line.hidden ?? 1;
    before += line.kind === 'added' ? 0 : step;
    after += line.kind === 'removed' ? 0 : step;
    if (line.kind === 'removed') hunk.removed.push(before);
    if (line.kind === 'added') hunk.added.push(after);
  }
  return hunks;
}
