import fc from 'fast-check';
import {
  divide,
  isMultiple,
  leastCommonMultiple,
  scale,
  unscale,
} from './decimals';

describe('decimals', () => {
  it.each([
    [0.3, 0.1, true],
    [0.35, 0.1, false],
    [1e21, 1, true],
    [-6, 3, true],
    [7, 3, false],
    [0, 5, true],
    [1.5, 0.5, true],
  ])('knows whether %p is a multiple of %p', (value, of, expected) => {
    expect(isMultiple(value, of)).toBe(expected);
  });

  it('brings numbers back as they were', () => {
    const numbers = fc.double({
      noNaN: true,
      noDefaultInfinity: true,
      min: -1e6,
      max: 1e6,
    });
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 1 }), values => {
        const { values: scaled, decimals } = scale(values);
        expect(scaled.map(each => unscale(each, decimals) + 0)).toEqual(
          values.map(each => each + 0),
        );
      }),
    );
  });

  it('rounds to the side that was asked for', () => {
    expect(divide(7n, 2n, false)).toBe(3n);
    expect(divide(7n, 2n, true)).toBe(4n);
    expect(divide(-7n, 2n, false)).toBe(-4n);
    expect(divide(-7n, 2n, true)).toBe(-3n);
    expect(divide(6n, 2n, true)).toBe(3n);
  });

  it('finds the least number that is a multiple of all', () => {
    expect(leastCommonMultiple([4n, 6n])).toBe(12n);
    expect(leastCommonMultiple([])).toBe(1n);
  });
});
