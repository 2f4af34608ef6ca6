import { HEALTH_DEFAULTS } from '../config/readHealthConfig';
import { limitsOf } from './limits';
import type { DeclaredSlo } from './slos';

const DAY = 86_400;

const slo = (change: Partial<DeclaredSlo>): DeclaredSlo => ({
  ...{ name: 'a', kind: 'availability', objective: 0.999 },
  ...{ period: 30 * DAY, declaredBy: 'annotation', ...change },
});

const ratioOf = (...slos: DeclaredSlo[]) =>
  limitsOf(slos, HEALTH_DEFAULTS).errorRatio;

describe('limits of a deployment', () => {
  it('are the configured ones where it has no objective', () => {
    const config = { ...HEALTH_DEFAULTS, errorLimit: 0.2, minRequests: 7 };
    expect(limitsOf([], { ...config, slowFactor: 3 })).toEqual({
      ...{ errorRatio: 0.2, minRequests: 7, slowFactor: 3 },
    });
  });

  it.each([
    { objective: 0.999, period: 30 * DAY, limit: 0.006 },
    { objective: 0.99, period: 30 * DAY, limit: 0.06 },
    { objective: 0.999, period: 7 * DAY, limit: 0.0014 },
    { objective: 0.9999, period: 30 * DAY, limit: 0.0006 },
    { objective: 0.999, period: DAY, limit: 0.001 },
  ])(
    'with $objective over $period s are what would page over six hours: $limit',
    ({ limit, ...change }) => {
      expect(ratioOf(slo(change))).toBeCloseTo(limit, 6);
    },
  );

  it('follow the strictest of several objectives', () => {
    expect(ratioOf(slo({ objective: 0.9 }), slo({}))).toBe(0.006);
  });

  it('never exceed everything', () => {
    expect(ratioOf(slo({ objective: 0.5, period: 90 * DAY }))).toBe(1);
  });

  it.each([
    ['for latency', slo({ kind: 'latency', thresholdSeconds: 0.3 })],
    ['over less than a day', slo({ period: DAY - 1 })],
  ])('do not follow an objective %s', (_, declared) => {
    expect(ratioOf(declared)).toBe(HEALTH_DEFAULTS.errorLimit);
  });
});
