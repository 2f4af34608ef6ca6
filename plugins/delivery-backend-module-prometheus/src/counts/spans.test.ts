import { askedSpan, endOf, place, roundSpan, sharedMiddle } from './spans';

describe('askedSpan', () => {
  it('keeps parts that are long enough', () => {
    const asked = askedSpan({ from: 0, to: 3600, parts: 12 }, 15)!;

    expect(asked).toEqual({ from: 0, step: 300, parts: 12 });
    expect(endOf(asked)).toBe(3600);
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

describe('roundSpan', () => {
  const now = 1_000_000;
  const spans = Array.from({ length: 3_500 }, (_, index) => {
    const parts = Math.min(12, Math.floor((index + 61) / 60));
    return { from: now - 61 - index, step: (index + 61) / parts, parts };
  });

  it('makes few lengths out of thousands', () => {
    const steps = new Set(spans.map(span => roundSpan(span, 15).step));

    expect(steps.size).toBeLessThan(200);
  });

  it('counts nothing of what came before, nor of what is to come, and loses little', () => {
    for (const span of spans.slice(60)) {
      const { from, step, parts } = roundSpan(span, 15);

      expect(from).toBeGreaterThanOrEqual(span.from);
      expect(from + step * parts).toBeLessThanOrEqual(endOf(span));
      const lost = endOf(span) - span.from - step * parts;
      expect(lost).toBeLessThan(15 + 0.02 * (endOf(span) - span.from) + 1e-6);
    }
  });

  it('keeps a span that would be too short to count in', () => {
    const short = { from: 1, step: 60, parts: 1 };

    expect(roundSpan(short, 15)).toBe(short);
  });
});

describe('sharedMiddle', () => {
  it.each([
    [1_000, 4_600, 2_700],
    [1_000, 1_100, 1_080],
    [1_001, 1_019, 1_005],
    [1_001, 1_004, 1_003],
  ])('of %d to %d is %d', (from, to, middle) => {
    expect(sharedMiddle(from, to)).toBe(middle);
  });
});

describe('place', () => {
  const counts = (requests: number) => ({ requests, errors: requests / 10 });

  it('keeps what has the right number of parts', () => {
    expect(place([counts(1), undefined], 2)).toEqual([counts(1), undefined]);
  });

  it.each([1, 2, 3, 5, 7, 12])(
    'gives each of %d counts once, in order, among 12 parts',
    length => {
      const all = Array.from({ length }, (_, index) => counts(index + 1));

      const parts = place(all, 12);

      expect(parts).toHaveLength(12);
      expect(parts.filter(Boolean)).toEqual(all);
    },
  );

  it('puts a count in the middle of what it spans', () => {
    expect(place([undefined, counts(4)], 6)).toEqual([
      ...[undefined, undefined, undefined, undefined, counts(4), undefined],
    ]);
  });
});
