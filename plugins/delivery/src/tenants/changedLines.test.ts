import fc from 'fast-check';
import { shownChange } from './changedLines';

const change = (before: string | undefined, after: string | undefined) =>
  shownChange({ path: 'a.yaml', status: 'changed', before, after });
const texts = (lines: { line: number; text: string }[]) =>
  lines.map(({ line, text }) => `${line} ${text}`);

describe('lines that change', () => {
  it('are those that differ, where both have as many', () => {
    const { removed, added } = change('a\nb\nc\nd\n', 'a\nB\nc\nD\n');
    expect([texts(removed), texts(added)]).toEqual([
      ['2 b', '4 d'],
      ['2 B', '4 D'],
    ]);
  });

  it('are those between the same begin and end, where some were added', () => {
    const { removed, added } = change('a\nd\n', 'a\nb\nc\nd\n');
    expect([texts(removed), texts(added)]).toEqual([[], ['2 b', '3 c']]);
  });

  it('are all of a file that is new, or goes', () => {
    expect(texts(change(undefined, 'a\nb\n').added)).toEqual(['1 a', '2 b']);
    expect(texts(change('a\n', undefined).removed)).toEqual(['1 a']);
  });

  it('make of the one text the other', () => {
    const line: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c', '');
    fc.assert(
      fc.property(fc.array(line), fc.array(line), (old, now) => {
        const [before, after] = [old, now].map(lines =>
          lines.map(text => `${text}\n`).join(''),
        );
        const { removed, added } = change(before, after);
        const kept = old.filter(
          (_, index) => !removed.some(each => each.line === index + 1),
        );
        const result = [...kept];
        for (const { line: at, text } of added) result.splice(at - 1, 0, text);
        expect(result).toEqual(now);
      }),
    );
  });
});
