import type { RequestCounts } from '@slipway/backstage-plugin-delivery-node';
import { BURN_WINDOWS, badShare, sloState } from './burnRates';
import type { DeclaredSlo } from './slos';

const DAY = 86_400;
const HOUR = 3600;
const SLO: DeclaredSlo = {
  ...{ name: 'Availability', kind: 'availability', declaredBy: 'annotation' },
  ...{ objective: 0.999, period: 30 * DAY },
};

/** Counts of a service that fails at one ratio now and at another before. */
function failing(perSecond: number, ratio: (window: number) => number) {
  return (window: number): RequestCounts => ({
    requests: perSecond * window,
    errors: perSecond * window * ratio(window),
  });
}

it('has the windows and factors of the SRE workbook for 30 days', () => {
  const { burnRates } = sloState(
    SLO,
    failing(5, () => 0),
  );
  expect(
    burnRates.map(({ longWindow, shortWindow, factor, severity }) => [
      ...[longWindow / HOUR, shortWindow / 60],
      ...[Number(factor.toFixed(6)), severity],
    ]),
  ).toEqual([
    [1, 5, 14.4, 'page'],
    [6, 30, 6, 'page'],
    [24, 120, 3, 'ticket'],
    [72, 360, 1, 'ticket'],
  ]);
  expect(BURN_WINDOWS.map(window => window / 60)).toEqual([
    5, 30, 60, 120, 360, 1440, 4320,
  ]);
});

it('tells how fast the budget of the story goes, and when it is gone', () => {
  const recent = (window: number) => (window <= HOUR ? 0.042 : 0.0002);
  const state = sloState(SLO, failing(4.7, recent));
  expect(state.burn).toBeCloseTo(42, 6);
  expect(state.budgetLeft).toBeCloseTo(0.8, 6);
  // 30 days × 0.8 / 42
  expect(state.exhaustedIn! / HOUR).toBeCloseTo(13.7, 1);
  expect(state.burnRates[0].firing).toBe(true);
  expect(state.burnRates[1].firing).toBe(false);
});

it('fires only when both windows are above the factor', () => {
  const over = sloState(
    SLO,
    failing(5, window => (window === 5 * 60 ? 0 : 0.02)),
  );
  expect(over.burnRates[0]).toMatchObject({ firing: false, short: 0 });
  expect(over.burnRates[0].long).toBeCloseTo(20, 6);
});

it('does not fire at a handful of requests, and says why', () => {
  const state = sloState(
    SLO,
    failing(0.01, () => 0.1),
  );
  expect(state.burnRates[0].long).toBeCloseTo(100, 6);
  expect(state.burnRates[0].firing).toBe(false);
  expect(state.message).toContain('Fewer than 100 requests in an hour');
});

it('knows nothing without measurements, and calls no budget whole', () => {
  const state = sloState(SLO, () => undefined, 0);
  expect(state).toMatchObject({ covered: 0 });
  expect(state.budgetLeft).toBeUndefined();
  expect(state.burn).toBeUndefined();
  expect(state.exhaustedIn).toBeUndefined();
  expect(state.message).toBe('Nothing was measured in its period.');
  expect(state.burnRates.every(({ firing }) => !firing)).toBe(true);
});

it('does not call a window without a request free of errors', () => {
  const state = sloState(SLO, () => ({ requests: 0, errors: 0 }));
  expect(state.budgetLeft).toBeUndefined();
});

it('shows an overspent budget as negative, and no time left', () => {
  const state = sloState(
    SLO,
    failing(5, () => 0.003),
  );
  expect(state.budgetLeft).toBeCloseTo(-2, 6);
  expect(state.exhaustedIn).toBe(0);
});

it.each([
  [15 * DAY, 0.5],
  [60 * DAY, 1],
])('says which part of the period is measured: %i s', (covered, share) => {
  expect(
    sloState(
      SLO,
      failing(5, () => 0),
      covered,
    ).covered,
  ).toBe(share);
});

it('scales the factors with the period', () => {
  const week = sloState(
    { ...SLO, period: 7 * DAY },
    failing(5, () => 0),
  );
  expect(week.burnRates[0].factor).toBeCloseTo(3.36, 6);
  // Pairs that would fire at less than the budget are left out.
  expect(week.burnRates.map(({ factor }) => factor >= 1)).toEqual([true, true]);
});

describe('badShare of a latency objective', () => {
  const slo = { kind: 'latency', thresholdSeconds: 0.3 } as const;
  const counts = (buckets: [number, number][]) => ({
    ...{ requests: 100, errors: 0 },
    buckets: buckets.map(([le, count]) => ({ le, count })),
  });

  it('takes the largest bound within the threshold', () => {
    const buckets: [number, number][] = [
      [0.1, 60],
      [0.25, 90],
      [0.5, 97],
      [Infinity, 100],
    ];
    const share = badShare(slo, counts(buckets));
    expect(share?.ratio).toBeCloseTo(0.1, 10);
    expect(share?.requests).toBe(100);
  });

  it.each([
    ['no histogram', []],
    [
      'no bound within the threshold',
      [
        [0.5, 97],
        [Infinity, 100],
      ],
    ],
    [
      'no request',
      [
        [0.1, 0],
        [Infinity, 0],
      ],
    ],
  ] as [string, [number, number][]][])('knows nothing of %s', (_, buckets) => {
    expect(badShare(slo, counts(buckets))).toBeUndefined();
  });
});
