import type { SeriesGroup } from '@slipway/backstage-plugin-delivery-common';
import type { HealthTarget } from '@slipway/backstage-plugin-delivery-node';
import type { QueryAnswer, Series } from '../client/answers';
import {
  parseRules,
  PROMETHEUS_ANNOTATIONS,
  type OwnRule,
} from '../selection/annotations';
import type { Grid } from './Grid';

/** Queries of the entity itself, as charts, with what went wrong. */
export interface OwnRules {
  groups: SeriesGroup[];
  warnings: string[];
}

/** A page asks for so many, beside its own two queries. */
const MOST_RULES = 4;
const MOST_LINES = 20;

/** Runs the queries of an annotation. One that fails takes no other with it. */
export async function askOwnRules(
  target: HealthTarget,
  grid: Grid,
  ask: (query: string) => Promise<QueryAnswer>,
): Promise<OwnRules> {
  const { rules, warnings } = readRules(target);
  const answers = await Promise.all(
    rules.slice(0, MOST_RULES).map((rule, index) =>
      askRule(rule, index, grid, ask).catch((error: Error): OwnRules => ({
        groups: [],
        warnings: [`${titleOf(rule)} could not be drawn. ${error.message}`],
      })),
    ),
  );
  const left = rules.length - MOST_RULES;
  return {
    groups: answers.flatMap(answer => answer.groups),
    warnings: [
      ...warnings,
      ...answers.flatMap(answer => answer.warnings),
      ...(left > 0
        ? [
            `${PROMETHEUS_ANNOTATIONS.rule} has ${rules.length} queries, of which the first ${MOST_RULES} are drawn.`,
          ]
        : []),
    ],
  };
}

function readRules({ annotations }: HealthTarget) {
  try {
    const rules = parseRules(annotations[PROMETHEUS_ANNOTATIONS.rule] ?? '');
    return { rules, warnings: [] };
  } catch (error) {
    return { rules: [], warnings: [`${(error as Error).message}.`] };
  }
}

async function askRule(
  rule: OwnRule,
  index: number,
  grid: Grid,
  ask: (query: string) => Promise<QueryAnswer>,
): Promise<OwnRules> {
  const { series, warnings } = await ask(rule.query);
  const title = titleOf(rule);
  const lines = series.slice(0, MOST_LINES).map((each, position) => ({
    id: `${position}`,
    title: nameOf(each, rule),
    values: grid.place(each.points),
  }));
  const more =
    series.length > MOST_LINES
      ? [
          `${title} gives ${series.length} lines, of which ${MOST_LINES} are drawn.`,
        ]
      : [];
  return {
    groups: [{ id: `rule-${index}`, title, unit: 'count', lines }],
    warnings: [...warnings, ...more],
  };
}

function titleOf({ query }: OwnRule): string {
  return query.length > 80 ? `${query.slice(0, 79)}…` : query;
}

/** Without a dimension the first label names a line, as in the existing plugin. */
function nameOf({ labels }: Series, { dimension, query }: OwnRule): string {
  const value = dimension ? labels[dimension] : Object.values(labels)[0];
  return value ?? query;
}
