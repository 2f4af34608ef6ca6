import { structuredPatch } from 'diff';
import type {
  ChangedFile,
  PreviewedChange,
} from '@slipway/backstage-plugin-delivery-common';

/** A line of a file as it would be committed. */
export interface FileLine {
  /** Number in the file after the change; before it of a line that goes. */
  number: number;
  sign: '+' | '-' | ' ';
  text: string;
}

/** Lines that stay and are shown around those that change. */
const CONTEXT = 3;

/** The lines that change, with some around them; all of a new file. */
export function fileLines({ before = '', after = '' }: ChangedFile) {
  const { hunks } = structuredPatch(
    ...(['', '', before, after, '', '', { context: CONTEXT }] as const),
  );
  const lines: FileLine[] = [];
  for (const hunk of hunks) {
    let old = hunk.oldStart;
    let now = hunk.newStart;
    for (const line of hunk.lines) {
      const [sign, text] = [line[0], line.slice(1)];
      if (sign === '+') lines.push({ sign, text, number: now });
      else if (sign === '-') lines.push({ sign, text, number: old });
      else if (sign === ' ') lines.push({ sign, text, number: now });
      // What git says of a missing line break is no line.
      if (sign !== '+') old += 1;
      if (sign !== '-') now += 1;
    }
  }
  return lines;
}

/** How many lines come and go. */
export interface LineCount {
  added: number;
  removed: number;
}

/** Counts what a file gains and loses. */
export function countLines(file: ChangedFile): LineCount {
  const lines = fileLines(file);
  return {
    added: lines.filter(({ sign }) => sign === '+').length,
    removed: lines.filter(({ sign }) => sign === '-').length,
  };
}

/** What a plan comes to. */
export interface PlanCount extends LineCount {
  new: number;
  changed: number;
  gone: number;
}

/** Counts files and lines of a change. */
export function countPlan({
  files,
}: Pick<PreviewedChange, 'files'>): PlanCount {
  const of = (status: ChangedFile['status']) =>
    files.filter(file => file.status === status).length;
  const counts = files.map(countLines);
  return {
    ...{ new: of('added'), changed: of('changed'), gone: of('removed') },
    added: counts.reduce((sum, { added }) => sum + added, 0),
    removed: counts.reduce((sum, { removed }) => sum + removed, 0),
  };
}

/** Files that lie in one folder. */
export interface FileGroup {
  folder: string;
  files: { label: string; file: ChangedFile }[];
}

/** Parts of a path that make a group: what is deeper stands in the label. */
const DEPTH = 2;

/** Files by the folder that they lie in, in the order of their paths. */
export function groupFiles(files: readonly ChangedFile[]): FileGroup[] {
  const groups = new Map<string, FileGroup>();
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const parts = file.path.split('/');
    const depth = Math.min(DEPTH, parts.length - 1);
    const folder = parts.slice(0, depth).join('/');
    const group = groups.get(folder) ?? { folder, files: [] };
    group.files.push({ label: parts.slice(depth).join('/'), file });
    groups.set(folder, group);
  }
  return [...groups.values()];
}
