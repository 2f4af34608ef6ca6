import type { RequestCandidate } from '../detection/ProfileDetector';
import { SelectionGroup } from '../selection/SelectionGroup';
import type { CountTask, CountWindow } from './countsQuery';
import { groupBy } from './groupBy';
import { endOf, type AskedSpan } from './spans';

/** One deployment in one span. */
export interface SpanTask {
  candidate: RequestCandidate;
  span: AskedSpan;
}

/** Spans of parts of one length, which one query counts. */
export interface SpanBatch {
  step: number;
  /** Parts of the longest of them. */
  parts: number;
  /** When the last of them ends. */
  to: number;
  tasks: CountTask[];
}

/** Expressions that one query may have. */
const MOST_EXPRESSIONS = 60;
/** All, failed ones and buckets; a native histogram has its buckets one by one. */
const EXPRESSIONS = 3;
const NATIVE_EXPRESSIONS = 13;

/** The name of the window in which a span is counted. */
export function windowIdOf(span: AskedSpan): string {
  return `${endOf(span)}`;
}

/**
 * Few queries for many spans: those with parts of one length differ only by
 * how long ago they ended.
 */
export function toBatches(tasks: readonly SpanTask[]): SpanBatch[] {
  const bySteps = groupBy(tasks, ({ span }) => span.step);
  return [...bySteps.values()].flatMap(some => {
    const sorted = some.sort(
      (a, b) => endOf(b.span) - endOf(a.span) || b.span.parts - a.span.parts,
    );
    return inChunks(sorted).map(toBatch);
  });
}

/** Spans that end together, and are counted by the same metrics, are one expression. */
function inChunks(tasks: readonly SpanTask[]): SpanTask[][] {
  const chunks: SpanTask[][] = [];
  let seen = new Set<string>();
  let expressions = Infinity;
  for (const task of tasks) {
    const { profile, metrics, selection } = task.candidate;
    const shape = SelectionGroup.shapeOf(selection);
    const index = profile.requests?.indexOf(metrics);
    const key = `${endOf(task.span)} ${profile.id} ${index} ${shape}`;
    const cost = metrics.native ? NATIVE_EXPRESSIONS : EXPRESSIONS;
    if (!seen.has(key) && expressions + cost > MOST_EXPRESSIONS) {
      chunks.push([]);
      seen = new Set();
      expressions = 0;
    }
    if (!seen.has(key)) {
      seen.add(key);
      expressions += cost;
    }
    chunks.at(-1)!.push(task);
  }
  return chunks;
}

function toBatch(tasks: readonly SpanTask[]): SpanBatch {
  const [{ span }] = tasks;
  const { step } = span;
  const to = endOf(span);
  const windows = new Map<string, CountWindow>();
  return {
    ...{ step, to },
    parts: Math.max(...tasks.map(task => task.span.parts)),
    tasks: tasks.map(task => {
      const id = windowIdOf(task.span);
      const window = windows.get(id) ?? {
        ...{ id, seconds: step, lookBack: step, buckets: true },
        ago: to - endOf(task.span),
      };
      windows.set(id, window);
      return { candidate: task.candidate, window };
    }),
  };
}
