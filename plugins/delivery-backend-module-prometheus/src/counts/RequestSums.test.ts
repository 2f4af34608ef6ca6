import { RequestSums } from './RequestSums';

const at = (value: number) => ({ time: 0, value });

describe('RequestSums', () => {
  it('is undefined where only errors are known', () => {
    const sums = new RequestSums();
    sums.add('errors', at(3), 1);

    expect(sums.toCounts(1)).toBeUndefined();
  });

  it('has no error where none was ever counted', () => {
    const sums = new RequestSums();
    sums.add('requests', at(5), 1);

    expect(sums.toCounts(1)).toEqual({ requests: 5, errors: 0 });
  });

  it.each([NaN, Infinity, -Infinity])('takes %d for no count', value => {
    const sums = new RequestSums();
    sums.add('requests', at(value), 1);

    expect(sums.toCounts(1)).toBeUndefined();
  });

  it('adds series up, and scales them to the span', () => {
    const sums = new RequestSums();
    sums.add('requests', at(10), 0.5);
    sums.add('requests', at(6), 0.5);
    sums.add('errors', at(4), 0.5);

    expect(sums.toCounts(1)).toMatchObject({ requests: 8, errors: 2 });
  });

  it('sorts buckets by number, in seconds, and never lets them fall', () => {
    const sums = new RequestSums();
    sums.add('requests', at(10), 1);
    for (const [le, count] of [
      [1000, 9],
      [100, 5],
      [500, 4.9],
      [Infinity, 10],
    ]) {
      sums.add('bucket', at(count), 1, le);
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
    sums.add('requests', at(10), 1);
    sums.add('bucket', at(5), 1, 0.1);

    expect(sums.toCounts(1)!.buckets!.at(-1)).toEqual({
      ...{ le: Infinity, count: 10 },
    });
  });

  it('takes requests and buckets out of a native histogram', () => {
    const sums = new RequestSums();
    const buckets = [
      { le: 0.2, count: 4 },
      { le: Infinity, count: 6 },
    ];
    sums.add('native', { time: 0, histogram: { count: 6, buckets } }, 2);
    sums.add('errors', { time: 0, histogram: { count: 1, buckets } }, 2);

    expect(sums.toCounts(1)).toEqual({
      ...{ requests: 12, errors: 2 },
      buckets: [
        { le: 0.2, count: 8 },
        { le: Infinity, count: 12 },
      ],
    });
  });

  it('knows of no more errors than requests', () => {
    const sums = new RequestSums();
    sums.add('requests', at(1), 1);
    sums.add('errors', at(1.1), 1);

    expect(sums.toCounts(1)!.errors).toBe(1);
  });
});
