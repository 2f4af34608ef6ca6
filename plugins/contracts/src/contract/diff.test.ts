import { diffOf, hunksOf } from './diff';

const lines = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => `line ${from + index}`);

const text = (...parts: string[]) => `${parts.join('\n')}\n`;

describe('diffOf', () => {
  it('keeps three lines around a change, and counts the others', () => {
    const before = text(...lines(20), 'old', ...lines(20, 21));
    const after = text(...lines(20), 'new', ...lines(20, 21));

    expect(diffOf(before, after).map(({ text: line }) => line)).toEqual([
      ...['… 17', 'line 18', 'line 19', 'line 20', 'old', 'new'],
      ...['line 21', 'line 22', 'line 23', '… 17'],
    ]);
  });

  it('keeps what stands between two changes when it is short', () => {
    const kinds = diffOf(
      text('a', ...lines(6), 'b'),
      text('A', ...lines(6), 'B'),
    ).map(({ kind }) => kind);

    expect(kinds).not.toContain('gap');
    expect(kinds.filter(kind => kind === 'same')).toHaveLength(6);
  });

  it('cuts what stands between two changes when it is long', () => {
    const shown = diffOf(
      text('a', ...lines(20), 'b'),
      text('A', ...lines(20), 'B'),
    ).map(({ text: line }) => line);

    expect(shown).toEqual([
      ...['a', 'A', 'line 1', 'line 2', 'line 3', '… 14'],
      ...['line 18', 'line 19', 'line 20', 'b', 'B'],
    ]);
  });

  it('is empty for what is the same', () => {
    expect(diffOf('a\nb', 'a\nb')).toEqual([]);
    expect(diffOf('', '')).toEqual([]);
  });

  it('shows a whole new document as added', () => {
    expect(diffOf('', 'a\nb')).toEqual([
      { kind: 'added', text: 'a' },
      { kind: 'added', text: 'b' },
    ]);
  });
});

describe('hunksOf', () => {
  it('knows which lines changed on either side', () => {
    const before = text(...lines(20), 'old', ...lines(20, 21), 'gone');
    const after = text('first', ...lines(20), 'new', ...lines(20, 21));

    expect(
      hunksOf(diffOf(before, after)).map(({ removed, added }) => ({
        ...{ removed, added },
      })),
    ).toEqual([
      { removed: [], added: [1] },
      { removed: [21], added: [22] },
      { removed: [42], added: [] },
    ]);
  });

  it('are none where nothing differs', () => {
    expect(hunksOf([])).toEqual([]);
  });
});
