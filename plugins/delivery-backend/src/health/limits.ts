import type { HealthConfig } from '../config/readHealthConfig';
import { BURN_PAIRS } from './burnRates';
import type { HealthLimits } from './compareFigures';
import type { DeclaredSlo } from './slos';

const DAY = 86_400;

/**
 * Limits of a deployment. With an objective for availability the error ratio
 * that would page over six hours is the limit, so that what is called burning
 * and what wakes people agree: 0.6 % at 99.9 % over 30 days.
 */
export function limitsOf(
  slos: readonly DeclaredSlo[],
  config: HealthConfig,
): HealthLimits {
  const pair = BURN_PAIRS[1];
  const limits = slos
    .filter(slo => slo.kind === 'availability' && slo.period >= DAY)
    .map(
      slo =>
        // In a short period the factor is below 1; the objective itself is the limit then.
        Math.max(1, (pair.budget * slo.period) / pair.long) *
        (1 - slo.objective),
    );
  return {
    errorRatio: limits.length
      ? Number(Math.min(...limits, 1).toFixed(6))
      : config.errorLimit,
    minRequests: config.minRequests,
    slowFactor: config.slowFactor,
  };
}
