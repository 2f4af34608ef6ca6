import { Random } from './random';

const draw = (seed: number, count: number) => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('Random', () => {
  it('says the same for the same seed, on every machine', () => {
    expect(draw(20_261_119, 3)).toEqual(draw(20_261_119, 3));
    // Another figure would be another story for everybody who starts it.
    expect(draw(1, 2).map(value => value.toFixed(9))).toEqual([
      '0.627073941',
      '0.002735721',
    ]);
  });

  it.each([0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 2 ** 53 - 1, 0.5, NaN])(
    'stays between nought and one for the seed %d',
    seed => {
      for (const value of draw(seed, 1_000)) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThan(1);
      }
    },
  );

  it('prefers no part of its range', () => {
    const counts = [0, 0, 0, 0];
    for (const value of draw(7, 40_000)) {
      counts[Math.floor(value * 4)]++;
    }

    for (const count of counts) {
      expect(Math.abs(count - 10_000)).toBeLessThan(400);
    }
  });

  it('picks every item, and never none', () => {
    const random = new Random(3);
    const items = ['a', 'b', 'c'] as const;

    const picked = Array.from({ length: 200 }, () => random.pick(items));

    expect(new Set(picked)).toEqual(new Set(items));
  });

  it('keeps to the bounds it is given', () => {
    const random = new Random(5);
    const values = Array.from({ length: 500 }, () => random.between(2, 3));

    expect(Math.min(...values)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...values)).toBeLessThan(3);
  });
});
