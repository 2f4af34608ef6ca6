import { Automaton } from './Automaton';
import { parsePattern, UnsupportedPatternError } from './parsePattern';

/** Patterns, with texts that have them and texts that do not. */
const rows: [pattern: string, has: string[], hasNot: string[]][] = [
  ['', ['', 'a'], []],
  ['a', ['a', 'xax'], ['', 'b']],
  ['^a', ['a', 'ab'], ['ba', '']],
  ['a$', ['a', 'ba'], ['ab', '']],
  ['^a$', ['a'], ['', 'aa', 'ab']],
  ['^$', [''], ['a']],
  ['^ab?c$', ['ac', 'abc'], ['abbc']],
  ['^ab*c$', ['ac', 'abbbc'], ['abb']],
  ['^ab+c$', ['abc', 'abbc'], ['ac']],
  ['^a{2}$', ['aa'], ['a', 'aaa']],
  ['^a{2,}$', ['aa', 'aaaa'], ['a']],
  ['^a{1,3}$', ['a', 'aaa'], ['', 'aaaa']],
  ['^a{0}$', [''], ['a']],
  ['^a+?b$', ['ab', 'aab'], ['b']],
  ['^a*?$', ['', 'aaa'], ['b']],
  ['^(ab)+$', ['ab', 'abab'], ['aba']],
  ['^(?:ab){2}$', ['abab'], ['ab']],
  ['^(a|b)$', ['a', 'b'], ['ab', 'c']],
  ['^(a|)b$', ['ab', 'b'], ['aab']],
  ['^a|b$', ['ax', 'xb'], ['xa', 'bx']],
  ['^(a|b(c|d))$', ['a', 'bc', 'bd'], ['b', 'ac']],
  ['^[abc]$', ['a', 'c'], ['d', 'ab']],
  ['^[a-c]$', ['b'], ['d']],
  ['^[^a-c]$', ['d', ' '], ['a', '']],
  ['^[a-cx-z]$', ['b', 'y'], ['m']],
  ['^[-a]$', ['-', 'a'], ['b']],
  ['^[a-]$', ['-', 'a'], ['b']],
  ['^[\\]]$', [']'], ['[']],
  ['^[\\d_]$', ['5', '_'], ['a']],
  ['^[^\\d]$', ['a'], ['5']],
  ['^\\d\\D$', ['1a'], ['11', 'a1']],
  ['^\\w\\W$', ['a-', '_ '], ['ab']],
  ['^\\s\\S$', [' a', '\ta'], ['a ']],
  ['^.$', ['a', '😀'], ['', '\n', 'ab']],
  ['^\\.$', ['.'], ['a']],
  ['^\\n\\t\\r$', ['\n\t\r'], ['ntr']],
  ['^\\x41$', ['A'], ['x41']],
  ['^\\u0041$', ['A'], ['u0041']],
  ['^\\/$', ['/'], ['\\/']],
  ['^\\^\\$$', ['^$'], ['']],
  ['^😀+$', ['😀', '😀😀'], ['😁']],
  ['^[😀-😂]$', ['😁'], ['😃']],
  ['^(((a)))$', ['a'], ['']],
  ['^[A-Z]{2}\\d{2}[A-Z0-9]{1,30}$', ['DE00ABC'], ['D00', 'de00abc']],
  ['^\\d{4}-(0[1-9]|1[0-2])-\\d{2}$', ['2026-11-21'], ['2026-13-21']],
];

describe('a pattern', () => {
  it.each(rows)(
    '%s has the texts that it should have',
    (pattern, has, hasNot) => {
      const automaton = new Automaton(pattern);

      expect(has.filter(text => !automaton.test(text))).toEqual([]);
      expect(hasNot.filter(text => automaton.test(text))).toEqual([]);
    },
  );

  it.each(rows)('%s means what it means elsewhere', (pattern, has, hasNot) => {
    const automaton = new Automaton(pattern);
    const expression = new RegExp(pattern, 'u');

    for (const text of [...has, ...hasNot, '', 'zz', '\n', 'aAb']) {
      expect({ text, found: automaton.test(text) }).toEqual({
        text,
        found: expression.test(text),
      });
    }
  });

  it.each([
    ['(', 'it has a ( without a )'],
    [')', 'it has a ) without a ('],
    ['[a', 'it has a [ without a ]'],
    ['*a', 'it repeats nothing'],
    ['a{', 'it has a { that counts nothing'],
    ['a{x}', 'it has a { that counts nothing'],
    ['a{3,2}', 'it counts from more to less'],
    ['^*', 'it repeats an anchor'],
    ['(?=a)', 'it looks around or names a group'],
    ['(?!a)', 'it looks around or names a group'],
    ['(?<=a)b', 'it looks around or names a group'],
    ['(?<name>a)', 'it looks around or names a group'],
  ])('%s is not read, because %s', (pattern, why) => {
    expect(() => parsePattern(pattern)).toThrow(UnsupportedPatternError);
    expect(() => parsePattern(pattern)).toThrow(why);
  });

  it.each(['(a)\\1', '\\bword\\b', '\\p{L}', '[b-a]'])(
    '%s is not read',
    pattern => {
      expect(() => new Automaton(pattern)).toThrow(UnsupportedPatternError);
    },
  );

  it('is not read where it is nested beyond reason', () => {
    const pattern = `${'('.repeat(5_000)}a${')'.repeat(5_000)}`;

    expect(() => parsePattern(pattern)).toThrow(
      'its groups are nested too deeply',
    );
  });
});
