import type { RequestCounts } from '@slipway/backstage-plugin-delivery-node';
import { LIMITS } from '../__testUtils__/healthSubject';
import {
  SIGNIFICANT,
  compareErrors,
  compareLatency,
  compareTraffic,
} from './compareFigures';

const parts = (count: number, part: RequestCounts) => Array(count).fill(part);

const failing = (requests: number, errors: number, count = 12) =>
  parts(count, { requests, errors });

/** Requests of which a share takes longer than each bound. */
function latency(requests: number, ...slower: [number, number][]) {
  return parts(12, {
    ...{ requests, errors: 0 },
    buckets: [
      ...slower.map(([le, share]) => ({ le, count: requests * (1 - share) })),
      { le: Infinity, count: requests },
    ],
  });
}

/** Requests and errors of each part. */
type Pair = [number, number];

describe('failed requests, before and after', () => {
  it.each([
    { before: [500, 0.5], after: [500, 20], result: 'worse' },
    { before: [500, 20], after: [500, 0.5], result: 'better' },
    { before: [500, 5], after: [500, 5], result: 'same' },
    { before: [500, 5], after: [500, 5.5], result: 'same' },
    { before: [500, 0], after: [500, 0], result: 'same' },
    { before: [500, 500], after: [500, 500], result: 'same' },
  ] as { before: Pair; after: Pair; result: string }[])(
    'of $before to $after are $result',
    ({ before, after, result }) => {
      const found = compareErrors(
        failing(...before),
        failing(...after),
        LIMITS,
      );
      expect(found.result).toBe(result);
      expect(found.pValue! < SIGNIFICANT).toBe(result !== 'same');
    },
  );

  it('of few requests that look alike are not called the same', () => {
    const found = compareErrors(failing(500, 1), failing(4, 0), LIMITS);
    expect(found).toMatchObject({
      ...{ result: 'unknown', message: 'too few requests to judge' },
    });
  });

  it('of few requests that nearly all fail are worse all the same', () => {
    const after = failing(2, 2, 10);
    expect(compareErrors(failing(500, 1), after, LIMITS).result).toBe('worse');
  });

  it.each([
    ['before', failing(0, 0), failing(10, 1)],
    ['after', failing(10, 1), failing(0, 0)],
  ])('cannot be compared when no request came %s', (_, before, after) => {
    expect(compareErrors(before, after, LIMITS).result).toBe('unknown');
  });
});

describe('latency, before and after', () => {
  it('is worse when more requests exceed what was the 95th percentile', () => {
    const before = latency(500, [0.1, 0.05], [0.5, 0]);
    const after = latency(500, [0.1, 0.6], [0.5, 0]);
    expect(compareLatency(before, after, LIMITS)).toMatchObject({
      ...{ result: 'worse', message: 'not chance' },
    });
  });

  it('is not worth waking anybody when it is beyond chance and hardly slower', () => {
    const before = latency(5000, [0.1, 0.049], [0.12, 0], [1, 0]);
    const after = latency(5000, [0.1, 0.1], [0.12, 0], [1, 0]);
    expect(compareLatency(before, after, LIMITS)).toMatchObject({
      ...{ result: 'same', message: 'hardly slower' },
    });
  });

  it('is not measured without histograms', () => {
    expect(
      compareLatency(failing(500, 1), failing(500, 1), LIMITS),
    ).toMatchObject({ result: 'unknown', message: 'not measured' });
  });

  it('is not judged where one side alone has a histogram', () => {
    const found = compareLatency(
      latency(500, [0.1, 0.05], [0.5, 0]),
      failing(500, 1),
      LIMITS,
    );
    expect(found).toMatchObject({
      ...{ result: 'unknown', message: 'too few requests to judge' },
    });
  });

  it('is not judged when the bounds of the histogram changed', () => {
    const found = compareLatency(
      latency(500, [0.1, 0.5], [0.5, 0]),
      latency(500, [0.2, 0.5], [0.7, 0]),
      LIMITS,
    );
    expect(found).toMatchObject({
      ...{ result: 'unknown', message: 'the buckets of its histogram changed' },
    });
  });
});

describe('traffic, before and after', () => {
  const of = (requests: number, seconds = 100) => ({
    ...{ counts: { requests, errors: 0 }, seconds },
  });

  it.each([
    { before: of(100), after: of(49), result: 'worse', message: 'fell' },
    { before: of(100), after: of(51), result: 'same', message: 'no change' },
    { before: of(100), after: of(199), result: 'same', message: 'no change' },
    { before: of(100), after: of(201), result: 'better', message: 'rose' },
    {
      ...{ before: of(100), after: of(0.3) },
      ...{ result: 'worse', message: 'no request any more' },
    },
    { before: of(0), after: of(0), result: 'same', message: 'no change' },
    { before: of(0), after: of(3), result: 'better', message: 'rose' },
    {
      ...{ before: of(3600, 3600), after: of(60, 60) },
      ...{ result: 'same', message: 'no change' },
    },
  ])(
    '$before.counts.requests to $after.counts.requests: $message',
    ({ before, after, ...expected }) => {
      expect(compareTraffic(before, after)).toEqual(expected);
    },
  );

  it.each([
    [{ seconds: 60 }, of(1)],
    [of(1), { seconds: 60 }],
  ])('is unknown where a side was not measured', (before, after) => {
    expect(compareTraffic(before, after)).toEqual({
      ...{ result: 'unknown', message: 'not measured' },
    });
  });
});
