import { parseValue, type QueryAnswer, type Series } from '../client/answers';

/** An objective that rules of a server declare and compute. */
export interface DeclaredSlo {
  name: string;
  declaredBy: 'sloth' | 'pyrra';
  /** Name of the service that it is of, as far as the rules say. */
  service?: string;
  /** 0 to 1. */
  objective: number;
  /** Seconds. */
  period: number;
  /** Failed of all requests, by the seconds looked back on. */
  errorRatios: Map<number, number>;
  /** Share of the budget that is left, where a rule computes it. */
  budgetLeft?: number;
  labels: Record<string, string>;
}

const DAY = 86_400;
const PYRRA_PERIOD = 28 * DAY;
const UNITS: Record<string, number> = {
  ...{ s: 1, m: 60, h: 3600, d: DAY, w: 7 * DAY, y: 365 * DAY },
};
const SLOTH_RATIO = /^slo:sli_error:ratio_rate((?:\d+[smhdwy])+)$/;
const PYRRA_RATIO = /:burnrate((?:\d+[smhdwy])+)$/;

/** Everything that Sloth and Pyrra compute, in one query. */
export const SLO_QUERY = [
  '{__name__=~"slo:sli_error:ratio_rate.+|slo:objective:ratio|slo:time_period:days|slo:period_error_budget_remaining:ratio",sloth_slo!=""}',
  '{__name__=~"pyrra_objective|pyrra_window|pyrra_availability|.+:burnrate[0-9]+[smhdw].*",slo!=""}',
].join(' or ');

/** Reads objectives out of the answer to {@link SLO_QUERY}. */
export function readDeclaredSlos({ series }: QueryAnswer): DeclaredSlo[] {
  const drafts = new Map<string, Draft>();
  for (const each of series) {
    const value = each.points[0]?.value;
    if (value !== undefined && Number.isFinite(value)) {
      note(drafts, each, value);
    }
  }
  return [...drafts.values()].flatMap(draft => draft.finish());
}

interface Draft {
  facts: Record<string, number>;
  ratios: Map<number, number>;
  finish(): DeclaredSlo[];
}

function note(drafts: Map<string, Draft>, { labels }: Series, value: number) {
  const { __name__: metric = '' } = labels;
  const isSloth = labels.sloth_slo !== undefined;
  const key = isSloth ? slothKey(labels) : pyrraKey(labels);
  const draft = drafts.get(key) ?? newDraft(labels, isSloth);
  drafts.set(key, draft);
  const [, window] = (isSloth ? SLOTH_RATIO : PYRRA_RATIO).exec(metric) ?? [];
  if (window) {
    // An objective by groups has a series for each: the worst counts.
    const seconds = secondsOf(window);
    const before = draft.ratios.get(seconds) ?? 0;
    draft.ratios.set(seconds, Math.max(before, value));
  } else {
    draft.facts[metric] = value;
  }
}

function newDraft(labels: Record<string, string>, isSloth: boolean): Draft {
  const facts: Record<string, number> = {};
  const ratios = new Map<number, number>();
  const finish = () =>
    isSloth
      ? finishSloth(labels, facts, ratios)
      : finishPyrra(labels, facts, ratios);
  return { facts, ratios, finish };
}

function finishSloth(
  labels: Record<string, string>,
  facts: Record<string, number>,
  errorRatios: Map<number, number>,
): DeclaredSlo[] {
  const objective = facts['slo:objective:ratio'];
  const days = facts['slo:time_period:days'];
  if (objective === undefined || days === undefined) {
    return [];
  }
  return [
    {
      ...{ name: labels.sloth_slo, declaredBy: 'sloth', labels, objective },
      ...{ service: labels.sloth_service, period: days * DAY, errorRatios },
      budgetLeft: facts['slo:period_error_budget_remaining:ratio'],
    },
  ];
}

function finishPyrra(
  labels: Record<string, string>,
  facts: Record<string, number>,
  errorRatios: Map<number, number>,
): DeclaredSlo[] {
  const { pyrra_objective: objective, pyrra_availability: available } = facts;
  // Without its generic rules Pyrra tells the objective to nobody.
  if (objective === undefined) {
    return [];
  }
  const { service, app, component, job } = labels;
  return [
    {
      ...{ name: labels.slo, declaredBy: 'pyrra', labels, objective },
      service: service ?? app ?? component ?? job,
      period: facts.pyrra_window ?? PYRRA_PERIOD,
      errorRatios,
      budgetLeft:
        available === undefined
          ? undefined
          : 1 - (1 - available) / (1 - objective),
    },
  ];
}

function slothKey(labels: Record<string, string>): string {
  const names = Object.keys(labels)
    .filter(name => name !== '__name__' && name !== 'sloth_window')
    .sort();
  return JSON.stringify(names.map(name => [name, labels[name]]));
}

function pyrraKey({ slo, namespace }: Record<string, string>): string {
  return JSON.stringify(['pyrra', slo, namespace]);
}

function secondsOf(window: string): number {
  let seconds = 0;
  for (const [, count, unit] of window.matchAll(/(\d+)([smhdwy])/g)) {
    seconds += parseValue(count) * UNITS[unit];
  }
  return seconds;
}
