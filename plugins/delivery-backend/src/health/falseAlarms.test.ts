import type { RequestCounts } from '@slipway/backstage-plugin-delivery-node';
import { binomial, chance } from '../__testUtils__/chance';
import { figuresOf, symptomOf } from './compareDeploy';
import { compareErrors } from './compareFigures';
import { measured, spanAfter, spanBefore } from './spans';

/*
 * The rates that docs/health.md states, on synthetic deploys that changed
 * nothing. Each is looked at sixty times in its first hour, as the collector
 * does; a single look that calls it worse counts as an alarm.
 */

const LIMITS = { errorRatio: 0.01, minRequests: 50, slowFactor: 1.5 };
const DEPLOYS = 400;
const LOOKS = 60;
const MINUTE = 60;

type RatioAt = (minute: number) => number;

function minutes(
  next: () => number,
  perMinute: number,
  from: number,
  ratio: RatioAt,
): RequestCounts[] {
  return Array.from({ length: 60 }, (_, index) => {
    const requests = binomial(next, perMinute * 2, 0.5);
    const errors = binomial(next, requests, ratio(from + index));
    return { requests, errors };
  });
}

function grouped(all: RequestCounts[], parts: number): RequestCounts[] {
  const size = all.length / parts;
  return Array.from({ length: parts }, (_, part) => {
    const some = all.slice(
      Math.floor(part * size),
      Math.floor((part + 1) * size),
    );
    return {
      requests: some.reduce((sum, { requests }) => sum + requests, 0),
      errors: some.reduce((sum, { errors }) => sum + errors, 0),
    };
  });
}

function alarms(perMinute: number, ratio: RatioAt, after: RatioAt = ratio) {
  const next = chance(20_261_121);
  let [worse, burning] = [0, 0];
  for (let deploy = 0; deploy < DEPLOYS; deploy++) {
    const before = grouped(minutes(next, perMinute, 0, ratio), 12);
    const hour = minutes(next, perMinute, 60, after);
    let [saidWorse, saidBurning] = [false, false];
    for (let look = 1; look <= LOOKS; look++) {
      const span = spanAfter(0, look * MINUTE)!;
      const seen = grouped(hour.slice(0, look), span.parts);
      const figures = figuresOf(
        measured(spanBefore(0), before),
        measured(span, seen),
        LIMITS,
      );
      saidWorse ||= compareErrors(before, seen, LIMITS).result === 'worse';
      saidBurning ||= symptomOf(figures, LIMITS) === 'failing';
    }
    worse += saidWorse ? 1 : 0;
    burning += saidBurning ? 1 : 0;
  }
  return { worse: worse / DEPLOYS, burning: burning / DEPLOYS };
}

it.each([
  ['busy and good', 280, 0.001],
  ['quiet and good', 5, 0.001],
  ['busy, errors near the limit', 280, 0.009],
  ['quiet, errors near the limit', 5, 0.009],
])(
  'calls fewer than two of a hundred unchanged deploys worse: %s',
  (_, perMinute, ratio) => {
    const { worse, burning } = alarms(perMinute, () => ratio);
    expect(worse).toBeLessThan(0.02);
    expect(burning).toBeLessThanOrEqual(worse);
  },
);

/** Counts with a histogram of exponential durations of this 95th percentile. */
function timed(
  next: () => number,
  requests: number,
  p95: number,
): RequestCounts {
  const rate = -Math.log(0.05) / p95;
  let [left, below] = [requests, 0];
  let passed = 0;
  const buckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5].map(le => {
    const share = 1 - Math.exp(-rate * le);
    const now = binomial(next, left, (share - passed) / (1 - passed));
    left -= now;
    below += now;
    passed = share;
    return { le, count: below };
  });
  buckets.push({ le: Infinity, count: requests });
  return { requests, errors: 0, buckets };
}

function slowAlarms(perMinute: number, p95After: number): number {
  const next = chance(7);
  const deploys = 200;
  let slow = 0;
  for (let deploy = 0; deploy < deploys; deploy++) {
    const before = Array.from({ length: 12 }, () =>
      timed(next, 5 * perMinute, 0.21),
    );
    const hour = Array.from({ length: 12 }, () =>
      timed(next, 5 * perMinute, p95After),
    );
    let said = false;
    for (let look = 1; look <= 12; look++) {
      const span = { from: 0, to: look * 300, parts: look };
      const figures = figuresOf(
        measured(spanBefore(0), before),
        measured(span, hour.slice(0, look)),
        LIMITS,
      );
      said ||= symptomOf(figures, LIMITS) === 'slow';
    }
    slow += said ? 1 : 0;
  }
  return slow / deploys;
}

it.each([280, 5])(
  'calls fewer than one of a hundred unchanged deploys slow, at %i requests a minute',
  perMinute => {
    expect(slowAlarms(perMinute, 0.21)).toBeLessThan(0.01);
  },
);

it('finds what became three times as slow in every case', () => {
  expect(slowAlarms(280, 0.64)).toBe(1);
});

it('is not fooled by errors that come in bursts', () => {
  // Every ninth minute is ten times worse, before and after.
  const bursts = (minute: number) => (minute % 9 ? 0.002 : 0.02);
  const { burning } = alarms(280, bursts);
  expect(burning).toBeLessThan(0.02);
});

it('finds the bad release of the story in every case', () => {
  const { burning } = alarms(
    280,
    () => 0.001,
    () => 0.042,
  );
  expect(burning).toBe(1);
});
