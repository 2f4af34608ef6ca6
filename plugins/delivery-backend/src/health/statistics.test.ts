import { binomial, chance } from '../__testUtils__/chance';
import {
  type Trials,
  compareShares,
  dispersionOf,
  fisherExact,
} from './statistics';

const PARTS = 12;

function span(
  next: () => number,
  requests: number,
  ratio: (part: number) => number,
): Trials[] {
  return Array.from({ length: PARTS }, (_, part) => {
    const trials = Math.round(requests / PARTS);
    return { trials, bad: binomial(next, trials, ratio(part)) };
  });
}

describe('fisherExact', () => {
  it.each([
    // Worked by hand: a lady tasting tea, 4 of 4 right, one tail 1/70.
    [{ trials: 4, bad: 4 }, { trials: 4, bad: 0 }, 2 / 70],
    [{ trials: 4, bad: 3 }, { trials: 4, bad: 1 }, 2 * (17 / 70)],
    [{ trials: 10, bad: 0 }, { trials: 10, bad: 0 }, 1],
    [{ trials: 9, bad: 9 }, { trials: 1, bad: 0 }, 0.2],
  ])('gives %o against %o the chance %f', (a, b, expected) => {
    expect(fisherExact(a, b)).toBeCloseTo(expected, 10);
  });

  it('says the same whichever of the two comes first', () => {
    const [a, b] = [
      { trials: 40, bad: 6 },
      { trials: 900, bad: 11 },
    ];
    expect(fisherExact(a, b)).toBeCloseTo(fisherExact(b, a), 12);
  });

  it('stays a probability for millions of requests', () => {
    const p = fisherExact(
      { trials: 4_000_000, bad: 3 },
      { trials: 5_000_000, bad: 1 },
    );
    expect(p).toBeGreaterThan(0.1);
    expect(p).toBeLessThanOrEqual(1);
  });
});

describe('dispersionOf', () => {
  it('is one where the parts differ no more than chance makes them', () => {
    const next = chance(7);
    const spans = Array.from({ length: 200 }, () =>
      dispersionOf(span(next, 60_000, () => 0.02)),
    );
    const mean = spans.reduce((sum, value) => sum + value, 0) / spans.length;

    // Never below one, and an estimate from eleven degrees of freedom.
    expect(Math.min(...spans)).toBe(1);
    expect(mean).toBeLessThan(1.3);
  });

  it('grows with bursts', () => {
    const bursts = span(chance(7), 12_000, part => (part % 4 ? 0.001 : 0.05));
    expect(dispersionOf(bursts)).toBeGreaterThan(5);
  });

  it.each([
    ['nothing', []],
    ['a single part', [{ trials: 100, bad: 3 }]],
    ['no error at all', Array(PARTS).fill({ trials: 100, bad: 0 })],
    ['nothing but errors', Array(PARTS).fill({ trials: 100, bad: 100 })],
    ['no request at all', Array(PARTS).fill({ trials: 0, bad: 0 })],
  ])('is one for %s', (_, parts) => {
    expect(dispersionOf(parts)).toBe(1);
  });
});

describe('compareShares', () => {
  it.each([
    [[], [{ trials: 10, bad: 1 }]],
    [[{ trials: 10, bad: 1 }], []],
    [[{ trials: 0, bad: 0 }], [{ trials: 10, bad: 1 }]],
  ])('has nothing to say without a request on both sides', (before, after) => {
    expect(compareShares(before, after)).toBeUndefined();
  });

  it('finds the bad release of the story at once', () => {
    const next = chance(1);
    const test = compareShares(
      span(next, 16_900, () => 0.001),
      span(next, 300, () => 0.042),
    );
    expect(test!.pValue).toBeLessThan(1e-6);
    expect(test!.after).toBeGreaterThan(test!.before);
  });

  it('is as sure with many requests as with few', () => {
    const test = compareShares(
      [{ trials: 16_920, bad: 17 }],
      [{ trials: 3_814, bad: 151 }],
    );
    expect(test!.pValue).toBeLessThan(1e-6);
  });

  it.each([
    // Twice the upper tail of the normal law, from its tables.
    [1.959964, 0.05],
    [2.575829, 0.01],
    [3.290527, 0.001],
    [3.890592, 0.0001],
  ])(
    'gives a difference of %f standard errors the chance %f',
    (z, chanceOf) => {
      const n = 1_000_000;
      const share = 0.1;
      const step = (z * Math.sqrt((2 * share * (1 - share)) / n)) / 2;
      const test = compareShares(
        [{ trials: n, bad: n * (share - step) }],
        [{ trials: n, bad: n * (share + step) }],
      );
      expect(test!.pValue).toBeCloseTo(chanceOf, 5);
    },
  );

  it('does not call two errors of nine a difference where errors are common', () => {
    const test = compareShares(
      [{ trials: 500, bad: 60 }],
      [{ trials: 9, bad: 2 }],
    );
    expect(test!.pValue).toBeGreaterThan(0.05);
  });

  it('calls nine errors of nine one, however few they are', () => {
    const test = compareShares(
      [{ trials: 16_900, bad: 17 }],
      [{ trials: 9, bad: 9 }],
    );
    expect(test!.pValue).toBeLessThan(1e-9);
  });

  it('is not sure of a burst that the hour before had as well', () => {
    const bursts = (part: number) => (part % 4 ? 0.001 : 0.06);
    const next = chance(3);
    const test = compareShares(
      span(next, 16_900, bursts),
      span(next, 3_400, part => bursts(part + 1) * 1.4),
    );
    expect(test!.dispersion).toBeGreaterThan(3);
    expect(test!.pValue).toBeGreaterThan(0.001);
  });

  it('finds the same error in a share and in its complement', () => {
    const flip = ({ trials, bad }: Trials) => ({ trials, bad: trials - bad });
    const [before, after] = [
      [{ trials: 5_000, bad: 300 }],
      [{ trials: 4_000, bad: 310 }],
    ];
    const plain = compareShares(before, after)!.pValue;
    const flipped = compareShares(before.map(flip), after.map(flip))!.pValue;
    expect(flipped).toBeCloseTo(plain, 12);
  });
});
