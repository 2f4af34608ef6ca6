import type {
  BurnRate,
  SloState,
} from '@slipway/backstage-plugin-delivery-common';
import type { DeclaredSlo } from './declaredSlos';

interface Pair {
  long: number;
  short: number;
  factor: number;
  severity: 'page' | 'ticket';
}

const HOUR = 3600;
const DAY = 24 * HOUR;
const PYRRA_BASE = 28 * DAY;

/** Share of the budget that may go in the long window, by the workbook of Google. */
const SLOTH_PAIRS = [
  { long: HOUR, short: 300, share: 0.02, severity: 'page' },
  { long: 6 * HOUR, short: 1800, share: 0.05, severity: 'page' },
  { long: DAY, short: 2 * HOUR, share: 0.1, severity: 'ticket' },
  { long: 3 * DAY, short: 6 * HOUR, share: 0.1, severity: 'ticket' },
] as const;

/** Pyrra stretches its windows with the period and keeps the factors. */
const PYRRA_PAIRS: readonly Pair[] = [
  { long: HOUR, short: 300, factor: 14, severity: 'page' },
  { long: 6 * HOUR, short: 1800, factor: 7, severity: 'page' },
  { long: DAY, short: 2 * HOUR, factor: 2, severity: 'ticket' },
  { long: 4 * DAY, short: 6 * HOUR, factor: 1, severity: 'ticket' },
];

function pairsOf({ declaredBy, period }: DeclaredSlo): Pair[] {
  if (declaredBy === 'sloth') {
    return SLOTH_PAIRS.map(({ share, ...pair }) => ({
      ...pair,
      factor: (share * period) / pair.long,
    }));
  }
  const stretch = (seconds: number) =>
    Math.round((seconds * period) / PYRRA_BASE / 60) * 60;
  return PYRRA_PAIRS.map(({ long, short, ...pair }) => ({
    ...pair,
    long: stretch(long),
    short: stretch(short),
  }));
}

/** Turns what rules compute into burn rates and what is left of the budget. */
export function toSloState(slo: DeclaredSlo): SloState {
  const { name, objective, period, declaredBy, budgetLeft, errorRatios } = slo;
  const burn = (seconds: number) => {
    const ratio = errorRatios.get(seconds);
    return ratio === undefined ? undefined : ratio / (1 - objective);
  };
  const burnRates = pairsOf(slo)
    .map(({ long, short, factor, severity }): BurnRate => {
      const rates = { long: burn(long), short: burn(short) };
      const firing =
        rates.long !== undefined &&
        rates.short !== undefined &&
        rates.long > factor &&
        rates.short > factor;
      return {
        ...{ longWindow: long, shortWindow: short, factor, severity, firing },
        ...rates,
      };
    })
    .filter(rate => rate.long !== undefined || rate.short !== undefined);
  const newest = burnRates[0]?.long;
  return {
    ...{ name, kind: 'availability', objective, period, declaredBy },
    ...{ budgetLeft, burn: newest, burnRates },
    exhaustedIn:
      newest && budgetLeft !== undefined && budgetLeft > 0
        ? (period * budgetLeft) / newest
        : undefined,
    message: messageOf(budgetLeft, burnRates),
  };
}

function messageOf(
  budgetLeft: number | undefined,
  burnRates: readonly BurnRate[],
): string | undefined {
  if (!burnRates.length) {
    return 'Its rules have computed no error ratio lately.';
  }
  return budgetLeft === undefined
    ? 'No rule computes what is left of the budget.'
    : undefined;
}
