import { groupBy } from './groupBy';

describe('groupBy', () => {
  it('keeps items of one key together, and all in their order', () => {
    const groups = groupBy([3, 4, 1, 2], number => number % 2);

    expect([...groups]).toEqual([
      [1, [3, 1]],
      [0, [4, 2]],
    ]);
  });

  it('has no group of nothing', () => {
    expect(groupBy([], String).size).toBe(0);
  });
});
