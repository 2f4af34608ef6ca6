import { RequestSums } from './RequestSums';

describe('RequestSums', () => {
  it('is undefined where only errors are known', () => {
    const sums = new RequestSums();
    sums.add('errors', 3);

    expect(sums.toCounts(1)).toBeUndefined();
  });

  it('has no error where none was ever counted', () => {
    const sums = new RequestSums();
    sums.add('requests', 5);

    expect(sums.toCounts(1)).toEqual({ requests: 5, errors: 0 });
  });

  it.each([NaN, Infinity, -Infinity])('takes %d for no count', value => {
    const sums = new RequestSums();
    sums.add('requests', value);

    expect(sums.toCounts(1)).toBeUndefined();
  });

  it('adds series up', () => {
    const sums = new RequestSums();
    sums.add('requests', 5);
    sums.add('requests', 3);
    sums.add('errors', 2);

    expect(sums.toCounts(1)).toMatchObject({ requests: 8, errors: 2 });
  });

  it('sorts buckets by number, in seconds, and never lets them fall', () => {
    const sums = new RequestSums();
    sums.add('requests', 10);
    for (const [le, count] of [
      [1000, 9],
      [100, 5],
      [500, 4.9],
      [Infinity, 10],
    ]) {
      sums.add('bucket', count, le);
    }

    expect(sums.toCounts(0.001)!.buckets).toEqual([
      { le: 0.1, count: 5 },
      { le: 0.5, count: 5 },
      { le: 1, count: 9 },
      { le: Infinity, count: 10 },
    ]);
  });

  it('ends with a bucket that has no bound', () => {
    const sums = new RequestSums();
    sums.add('requests', 10);
    sums.add('bucket', 5, 0.1);

    expect(sums.toCounts(1)!.buckets!.at(-1)).toEqual({
      ...{ le: Infinity, count: 10 },
    });
  });

  it('knows of no more errors than requests', () => {
    const sums = new RequestSums();
    sums.add('requests', 1);
    sums.add('errors', 1.1);

    expect(sums.toCounts(1)!.errors).toBe(1);
  });
});
