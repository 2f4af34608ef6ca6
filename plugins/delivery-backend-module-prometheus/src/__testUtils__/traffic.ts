import type { PastSeries } from '@slipway/backstage-plugin-delivery-node/testUtils';

/** How requests of one deployment went, from one time on. */
export interface Phase {
  from: number;
  /** Requests a second. */
  rate: number;
  /** Failed of all, 0 to 1. */
  errors: number;
  /** Share that is not slower, by bound; the rest is slower than all of them. */
  faster?: Record<string, number>;
  /** Absent from here on. */
  gone?: boolean;
  /** Counters begin anew. */
  restarts?: boolean;
}

/** What software names the metrics of its requests. */
export interface Naming {
  count: string;
  histogram?: string;
  ok: Record<string, string>;
  failed: Record<string, string>;
  /** Labels that all its series have, beside those of the deployment. */
  labels?: Record<string, string>;
}

const FASTER = { '0.1': 0.5, '0.3': 0.9, '1': 0.99 };

/** Sums a rate up over phases; a restart begins at nothing. */
function counter(
  phases: readonly Phase[],
  rateOf: (phase: Phase) => number | undefined,
) {
  return (time: number): number | undefined => {
    let sum: number | undefined;
    for (const [index, phase] of phases.entries()) {
      if (time < phase.from) {
        break;
      }
      const end = Math.min(time, phases[index + 1]?.from ?? Infinity);
      const rate = rateOf(phase);
      if (phase.gone || rate === undefined) {
        sum = undefined;
      } else {
        const before = phase.restarts ? 0 : (sum ?? 0);
        sum = before + rate * (end - phase.from);
      }
    }
    return sum;
  };
}

/** The series that such a software exposes for such requests. */
export function traffic(
  naming: Naming,
  deployment: Record<string, string>,
  phases: readonly Phase[],
): PastSeries[] {
  const base = { ...deployment, ...naming.labels };
  const outcomes = [
    { labels: naming.ok, share: (phase: Phase) => 1 - phase.errors },
    { labels: naming.failed, share: (phase: Phase) => phase.errors },
  ];
  const bounds = new Set(
    phases.flatMap(({ faster = FASTER }) => Object.keys(faster)),
  );
  return outcomes.flatMap(({ labels, share }) => {
    const own = { ...base, ...labels };
    const counts = {
      name: naming.count,
      labels: own,
      valueAt: counter(phases, phase => phase.rate * share(phase)),
    };
    const buckets = [...bounds, '+Inf'].map(le => ({
      name: `${naming.histogram}_bucket`,
      labels: { ...own, le },
      valueAt: counter(phases, phase => {
        const { faster = FASTER } = phase;
        const part = le === '+Inf' ? 1 : (faster as Record<string, number>)[le];
        return part === undefined
          ? undefined
          : phase.rate * share(phase) * part;
      }),
    }));
    return naming.histogram ? [counts, ...buckets] : [counts];
  });
}

/** A gauge that stays as it is. */
export function gauge(
  name: string,
  labels: Record<string, string>,
  value: number,
): PastSeries {
  return { name, labels, valueAt: () => value };
}

/** A counter that grows evenly. */
export function growing(
  name: string,
  labels: Record<string, string>,
  from: number,
  rate: number,
): PastSeries {
  return { name, labels, valueAt: time => (time - from) * rate };
}

const SECONDS = 'http_request_duration_seconds';

/** The names of prom-client, as most programs on Node.js have them. */
export const PROM_CLIENT: Naming = {
  count: `${SECONDS}_count`,
  histogram: SECONDS,
  ok: { status_code: '200', route: '/' },
  failed: { status_code: '500', route: '/' },
};
