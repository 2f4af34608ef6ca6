import { isoOf, sumCounts, toWindow } from './windows';

const buckets = (fast: number, all: number) => [
  { le: 0.1, count: fast },
  { le: 1, count: all },
  { le: Infinity, count: all },
];

describe('counts of a span', () => {
  it.each([[[]], [[undefined, undefined]]])(
    'are not known when no part is: %p',
    parts => {
      expect(sumCounts(parts)).toBeUndefined();
    },
  );

  it('add up over the parts that were measured', () => {
    const one = { requests: 10.5, errors: 1, buckets: buckets(5, 10.5) };
    const other = { requests: 20, errors: 0, buckets: buckets(20, 20) };
    expect(sumCounts([one, undefined, other])).toEqual({
      ...{ requests: 30.5, errors: 1, buckets: buckets(25, 30.5) },
    });
  });

  it('keep zero as what it is: measured, and no request', () => {
    expect(sumCounts([{ requests: 0, errors: 0 }])).toMatchObject({
      ...{ requests: 0, errors: 0 },
    });
  });
});

describe('figures of a span', () => {
  const of = (requests: number, errors: number, histogram = buckets(0, 0)) =>
    toWindow(0, 100, { requests, errors, buckets: histogram });

  it('have a ratio, a rate, and quantiles', () => {
    expect(of(200, 10, buckets(190, 200))).toMatchObject({
      ...{ from: isoOf(0), to: isoOf(100) },
      ...{ requests: 200, errors: 10, errorRatio: 0.05, rate: 2, p95: 0.1 },
    });
  });

  it.each([0, 0.4])('have no ratio of %p requests: 0/0 is not 0', requests => {
    const window = of(requests, 0, buckets(0.4, 0.4));
    expect(window.errorRatio).toBeUndefined();
    expect(window.requests).toBe(0);
    expect(window).not.toHaveProperty('p95');
  });

  it('round what counters extrapolate, and judge by what they counted', () => {
    const window = of(9.6, 1.4);
    expect(window).toMatchObject({ requests: 10, errors: 1 });
    expect(window.errorRatio).toBeCloseTo(1.4 / 9.6);
  });

  it('never say that more than everything failed', () => {
    expect(of(10, 10.3).errorRatio).toBe(1);
  });

  it('have no quantile without a histogram', () => {
    const window = toWindow(0, 100, { requests: 5, errors: 0 });
    expect(window.p50).toBeUndefined();
    expect(window.p99).toBeUndefined();
  });

  it('have a rate also of a span without length', () => {
    expect(toWindow(5, 5, { requests: 3, errors: 0 }).rate).toBe(3);
  });
});
