import { InputError } from '@backstage/errors';

/** An objective as somebody declared it. */
export interface DeclaredSlo {
  name: string;
  kind: 'availability' | 'latency';
  /** 0 to 1, exclusive. */
  objective: number;
  /** Seconds. */
  period: number;
  thresholdSeconds?: number;
  declaredBy: 'annotation' | 'openslo';
}

const UNIT_SECONDS: Record<string, number> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
};
const DEFAULT_PERIOD = 30 * UNIT_SECONDS.d;
const LONGEST_PERIOD = 90 * UNIT_SECONDS.d;

/** Reads `300ms`, `0.3s`, `30d` or `4w`; seconds. */
export function readSpan(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d|w)$/.exec(text.trim());
  return match ? Number(match[1]) * UNIT_SECONDS[match[2]] : undefined;
}

/** @throws InputError when the objective is not a share below 1, or the period is no period */
export function checkSlo(slo: DeclaredSlo): DeclaredSlo {
  if (!(slo.objective > 0 && slo.objective < 1)) {
    throw new InputError(
      `The objective of '${slo.name}' must lie between 0 and 100 %, without these.`,
    );
  }
  if (!(slo.period >= UNIT_SECONDS.h && slo.period <= LONGEST_PERIOD)) {
    throw new InputError(
      `The period of '${slo.name}' must be between an hour and 90 days.`,
    );
  }
  return slo;
}

const ONE =
  /^(?<objective>\d+(?:\.\d+)?)\s*%(?:\s+(?:available|availability)|\s+(?:faster than|<)\s*(?<threshold>[\d.]+\s*m?s))?(?:\s+(?:over|in)\s+(?<period>\d+\s*[hdw]))?$/i;

function readOne(text: string): DeclaredSlo {
  const groups = ONE.exec(text.trim())?.groups;
  if (!groups) {
    throw new InputError(
      `'${text.trim()}' is no objective; write '99.9% over 30d' or '99% < 300ms over 30d'.`,
    );
  }
  const thresholdSeconds = groups.threshold
    ? readSpan(groups.threshold)
    : undefined;
  return checkSlo({
    name: thresholdSeconds === undefined ? 'Availability' : 'Latency',
    kind: thresholdSeconds === undefined ? 'availability' : 'latency',
    objective: Number((Number(groups.objective) / 100).toFixed(8)),
    period: groups.period ? (readSpan(groups.period) ?? NaN) : DEFAULT_PERIOD,
    thresholdSeconds,
    declaredBy: 'annotation',
  });
}

/**
 * Reads the annotation `slipway.dev/slo`: objectives separated by `;`, for
 * example `99.9% over 30d; 99% < 300ms over 30d`.
 *
 * @throws InputError with a sentence that names the part
 */
export function readSloAnnotation(text: string): DeclaredSlo[] {
  return text
    .split(';')
    .filter(part => part.trim())
    .map(readOne);
}
