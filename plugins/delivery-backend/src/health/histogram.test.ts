import {
  addHistograms,
  commonBounds,
  histogramCount,
  quantile,
  slowerThan,
} from './histogram';

const BUCKETS = [
  { le: 0.1, count: 50 },
  { le: 0.2, count: 90 },
  { le: 0.5, count: 100 },
  { le: Infinity, count: 100 },
];

describe('quantile', () => {
  it.each([
    [0.5, 0.1],
    [0.25, 0.05],
    [0.9, 0.2],
    [0.95, 0.35],
    [1, 0.5],
  ])('interpolates the %f quantile as Prometheus does', (share, expected) => {
    expect(quantile(share, BUCKETS)).toBeCloseTo(expected, 10);
  });

  it('gives the last finite bound where the quantile lies above it', () => {
    const slow = [
      { le: 1, count: 10 },
      { le: Infinity, count: 100 },
    ];
    expect(quantile(0.95, slow)).toBe(1);
  });

  it.each([
    ['no bucket', []],
    [
      'no request',
      [
        { le: 1, count: 0 },
        { le: Infinity, count: 0 },
      ],
    ],
    ['one bucket without a bound', [{ le: Infinity, count: 10 }]],
  ])('knows nothing of %s', (_, buckets) => {
    expect(quantile(0.95, buckets)).toBeUndefined();
  });

  it('never falls when the share grows', () => {
    const values = Array.from({ length: 100 }, (_, index) =>
      quantile((index + 1) / 100, BUCKETS),
    );
    expect([...values].sort((a, b) => a! - b!)).toEqual(values);
  });
});

describe('addHistograms', () => {
  it('adds bounds that all have, and drops the others', () => {
    const other = [
      { le: 0.2, count: 1 },
      { le: 0.3, count: 5 },
      { le: Infinity, count: 7 },
    ];
    expect(addHistograms([BUCKETS, other])).toEqual([
      { le: 0.2, count: 91 },
      { le: Infinity, count: 107 },
    ]);
  });

  it('passes over empty histograms, and knows nothing of none', () => {
    expect(addHistograms([[], BUCKETS])).toEqual(BUCKETS);
    expect(addHistograms([[]])).toBeUndefined();
    expect(addHistograms([])).toBeUndefined();
  });
});

describe('commonBounds', () => {
  const part = (buckets?: typeof BUCKETS) => ({
    ...{ requests: 1, errors: 0, buckets },
  });

  it('finds what every part has', () => {
    const other = [
      { le: 0.2, count: 1 },
      { le: Infinity, count: 1 },
    ];
    expect(commonBounds([part(BUCKETS), part(other)])).toEqual([0.2, Infinity]);
  });

  it('finds nothing when a part has no histogram', () => {
    expect(commonBounds([part(BUCKETS), part()])).toEqual([]);
    expect(commonBounds([])).toEqual([]);
  });
});

it('counts requests above a bound, and all of them where the bound is not there', () => {
  const part = { requests: 100, errors: 0, buckets: BUCKETS };
  expect(slowerThan(part, 0.2)).toBe(10);
  expect(slowerThan(part, 0.3)).toBe(100);
  expect(slowerThan({ requests: 1, errors: 0 }, 0.2)).toBe(0);
  expect(histogramCount([])).toBe(0);
});
