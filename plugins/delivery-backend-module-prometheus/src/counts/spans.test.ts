import { askedSpan, endsOf, spread } from './spans';

describe('askedSpan', () => {
  it('keeps parts that are long enough', () => {
    const asked = askedSpan({ from: 0, to: 3600, parts: 12 }, 15)!;

    expect(asked).toEqual({ from: 0, step: 300, parts: 12 });
    expect(endsOf(asked).slice(0, 2)).toEqual([300, 600]);
    expect(endsOf(asked).at(-1)).toBe(3600);
  });

  it('takes longer parts where scrapes are far apart', () => {
    expect(askedSpan({ from: 0, to: 720, parts: 12 }, 60)).toEqual({
      ...{ from: 0, step: 240, parts: 3 },
    });
  });

  it('has none for a span in which nothing can be counted', () => {
    expect(askedSpan({ from: 0, to: 59, parts: 1 }, 15)).toBeUndefined();
  });
});

describe('spread', () => {
  const counts = (requests: number) => ({
    ...{ requests, errors: requests / 10 },
    buckets: [{ le: Infinity, count: requests }],
  });

  it('keeps what has the right number of parts', () => {
    expect(spread([counts(1), undefined], 2)).toEqual([counts(1), undefined]);
  });

  it('adds nothing and loses nothing', () => {
    const parts = spread([counts(12), counts(24), counts(36)], 7);

    const sum = (of: (part: NonNullable<(typeof parts)[0]>) => number) =>
      parts.reduce((total, part) => total + of(part!), 0);
    expect(parts).toHaveLength(7);
    expect(sum(({ requests }) => requests)).toBeCloseTo(72);
    expect(sum(({ errors }) => errors)).toBeCloseTo(7.2);
    expect(sum(({ buckets }) => buckets![0].count)).toBeCloseTo(72);
  });

  it('keeps a gap a gap', () => {
    expect(spread([undefined, counts(4)], 4)).toEqual([
      ...[undefined, undefined],
      ...[counts(2), counts(2)],
    ]);
  });
});
