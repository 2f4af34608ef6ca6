import { changedLines, lineCount } from './changedLines';

describe('changedLines', () => {
  it('gives each line that differs, with its number', () => {
    expect(changedLines('a\nb\nc\n', 'a\nx\nc\n')).toEqual([
      { line: 2, from: 'b', to: 'x' },
    ]);
  });

  it('gives nothing where nothing differs', () => {
    expect(changedLines('a\n', 'a\n')).toEqual([]);
  });

  it('leaves empty what the other text does not have', () => {
    expect(changedLines('a', 'a\nb')).toEqual([{ line: 2, from: '', to: 'b' }]);
  });
});

describe('lineCount', () => {
  it.each([
    [undefined, 0],
    ['', 0],
    ['a', 1],
    ['a\nb\n', 2],
  ])('of %j is %d', (text, count) => {
    expect(lineCount(text)).toBe(count);
  });
});
