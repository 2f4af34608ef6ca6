import type { SeriesGroup } from '@slipway/backstage-plugin-delivery-common';
import type { QueryAnswer } from '../client/answers';
import type { Detected } from '../detection/ProfileDetector';
import type { ProfileLine } from '../profiles/HealthProfile';
import {
  PART_LABEL,
  renderDuration,
  renderMatchers,
  renderUnion,
} from '../promql/promql';
import type { Grid } from './Grid';
import { matchersOf } from './requestLines';

const MOST_LINES = 12;

interface Drawn {
  line: ProfileLine;
  expression: string;
}

function drawnOf({ extra }: Detected, window: number): Drawn[] {
  return extra.flatMap(({ candidate, families }) => {
    const selector = renderMatchers(matchersOf(candidate.selection));
    return (candidate.profile.lines ?? [])
      .filter(({ family }) => families.has(family))
      .map(line => ({
        line,
        expression: line.query
          .replaceAll('$selector', () => selector)
          .replaceAll('$window', () => renderDuration(window)),
      }));
  });
}

/** A query for all lines that profiles add, with what reads its answer. */
export function profileLinesQuery(detected: Detected, window: number) {
  const drawn = drawnOf(detected, window);
  if (!drawn.length) {
    return undefined;
  }
  return {
    text: renderUnion(
      drawn.map(({ expression }, index) => ({
        id: `${index}`,
        // The name of a metric would keep series from being joined.
        expression: `(${expression})`,
      })),
    ),
    read: (answer: QueryAnswer, grid: Grid) => readLines(drawn, answer, grid),
  };
}

function readLines(
  drawn: readonly Drawn[],
  { series }: QueryAnswer,
  grid: Grid,
): SeriesGroup[] {
  const groups = new Map<string, SeriesGroup>();
  for (const { labels, points } of series) {
    const { line } = drawn[Number(labels[PART_LABEL])] ?? {};
    if (!line) {
      continue;
    }
    const { id, title, unit } = line.group;
    // A chart has one unit.
    const key = [...groups.values()].some(
      other => other.id === id && other.unit !== unit,
    )
      ? `${id}-${unit}`
      : id;
    const group = groups.get(key) ?? { id: key, title, unit, lines: [] };
    groups.set(key, group);
    const value = line.dimension && labels[line.dimension];
    if (group.lines.length < MOST_LINES) {
      group.lines.push({
        id: value ? `${line.id}-${value}` : line.id,
        title: value ? `${line.title}: ${value}` : line.title,
        values: grid.place(points),
      });
    }
  }
  return [...groups.values()];
}
