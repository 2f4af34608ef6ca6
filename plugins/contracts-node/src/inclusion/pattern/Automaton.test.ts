import fc from 'fast-check';
import { Automaton } from './Automaton';
import { complement, contains, LAST_CHARACTER, union } from './characters';
import { parsePattern } from './parsePattern';

describe('Automaton', () => {
  it.each([
    '^[a-z]+$',
    'a',
    '^S_',
    '^(a|b)*$',
    '\\d{2,3}',
    '^a?b{2}$',
    '^$',
    '(^a|b$)',
    '^[^a-c]x',
    '^\\w+\\s\\S$',
    '^.{1,3}$',
    'a\\.b',
    '^[\\d-]+$',
    '\\u0061',
    '\\x62',
    '',
    'a+?b',
  ])('finds %s where the language finds it', pattern => {
    const automaton = new Automaton(pattern);
    const expression = new RegExp(pattern, 'u');
    const texts = fc.string({
      unit: fc.constantFrom(
        'a',
        'b',
        'c',
        'S',
        '_',
        '1',
        '2',
        ' ',
        '.',
        '-',
        '\n',
        '😀',
      ),
      maxLength: 6,
    });
    fc.assert(
      fc.property(texts, text => {
        expect(automaton.test(text)).toBe(expression.test(text));
      }),
    );
  });

  it('needs time linear to the text where others explode', () => {
    const from = performance.now();

    expect(new Automaton('^(a+)+$').test(`${'a'.repeat(5_000)}!`)).toBe(false);

    expect(performance.now() - from).toBeLessThan(2_000);
  });

  it.each([
    ['a(?=b)', 'looks around'],
    ['(a)\\1', '\\1'],
    ['\\bword', '\\b'],
    ['\\p{L}', '\\p'],
    ['a{100000}', 'too far'],
    ['(a{1000}){1000}', 'too large'],
    ['(a', 'without a )'],
    ['a)', 'without a ('],
    ['[a', 'without a ]'],
    ['*', 'repeats nothing'],
    ['[z-a]', 'order'],
    ['a{x}', 'counts nothing'],
    ['\\', 'backslash'],
    ['\\u00', 'without digits'],
    ['^*', 'anchor'],
  ])('says why %s is not decided', (pattern, why) => {
    expect(() => new Automaton(pattern)).toThrow(why);
  });

  it('does not fall over groups that are nested without end', () => {
    const pattern = '('.repeat(10_000) + ')'.repeat(10_000);

    expect(() => parsePattern(pattern)).toThrow('nested too deeply');
  });
});

describe('sets of characters', () => {
  it('joins what touches and keeps the order', () => {
    expect(union([[5, 6]], [[1, 2]], [[3, 4]])).toEqual([[1, 6]]);
  });

  it('has each character either in a set or in its complement', () => {
    const ranges = fc.array(
      fc
        .tuple(fc.nat(300), fc.nat(20))
        .map(([first, size]) => [first, first + size] as const),
    );
    fc.assert(
      fc.property(ranges, fc.nat(400), (found, character) => {
        const set = union(found);
        expect(contains(complement(set), character)).toBe(
          !contains(set, character),
        );
      }),
    );
    expect(complement([])).toEqual([[0, LAST_CHARACTER]]);
  });
});
