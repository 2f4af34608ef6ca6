import { type Choices, pairwise } from './pairwise';

function pairsOf(combination: Record<string, unknown>): string[] {
  const entries = Object.entries(combination);
  return entries.flatMap(([name, value], index) =>
    entries
      .slice(index + 1)
      .map(([other, its]) => `${name}=${value} ${other}=${its}`),
  );
}

function wanted(choices: Choices): Set<string> {
  const names = Object.keys(choices);
  return new Set(
    names.flatMap((name, index) =>
      names
        .slice(index + 1)
        .flatMap(other =>
          choices[name].flatMap(value =>
            choices[other].map(its => `${name}=${value} ${other}=${its}`),
          ),
        ),
    ),
  );
}

describe('pairwise', () => {
  it.each<[string, Choices]>([
    ['two choices', { a: [1, 2], b: ['x', 'y', 'z'] }],
    ['choices of different sizes', { a: [1], b: [1, 2, 3, 4], c: [1, 2] }],
    [
      'many choices',
      Object.fromEntries(
        Array.from({ length: 8 }, (_, index) => [`c${index}`, [0, 1, 2]]),
      ),
    ],
  ])('lets each two values meet, with %s', (_, choices) => {
    const found = new Set(pairwise(choices).flatMap(pairsOf));

    expect([...wanted(choices)].filter(pair => !found.has(pair))).toEqual([]);
  });

  it('needs far fewer combinations than there are', () => {
    const choices = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`c${index}`, [true, false]]),
    );

    expect(pairwise(choices).length).toBeLessThanOrEqual(12);
  });

  it('gives the same combinations each time', () => {
    const choices = { a: [1, 2, 3], b: ['x', 'y'], c: [true, false] };

    expect(pairwise(choices)).toEqual(pairwise(choices));
  });

  it('gives each value of a single choice', () => {
    expect(pairwise({ a: [1, 2] })).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('refuses a choice without a value', () => {
    expect(() => pairwise({ a: [], b: [1] })).toThrow('nothing to combine');
  });
});
