import fc from 'fast-check';
import {
  type CharacterSet,
  complement,
  contains,
  DOT,
  LAST_CHARACTER,
  NAMED_SETS,
  representatives,
  single,
  union,
} from './characters';

const sets: fc.Arbitrary<CharacterSet> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.nat({ max: 5 })))
  .map(ranges =>
    union(...ranges.map(([first, size]) => [[first, first + size] as const])),
  );
const characters = fc.integer({ min: 0, max: 60 });

describe('sets of characters', () => {
  it('have what either of two has', () => {
    fc.assert(
      fc.property(sets, sets, characters, (one, other, character) => {
        expect(contains(union(one, other), character)).toBe(
          contains(one, character) || contains(other, character),
        );
      }),
    );
  });

  it('have all that their complement has not', () => {
    fc.assert(
      fc.property(sets, characters, (set, character) => {
        expect(contains(complement(set), character)).toBe(
          !contains(set, character),
        );
        expect(complement(complement(set))).toEqual(union(set));
      }),
    );
  });

  it('are written in one way, in order and without gaps that are none', () => {
    expect(union([[5, 9]], [[1, 4]], [[3, 6]])).toEqual([[1, 9]]);
    expect(union([[1, 2]], [[4, 5]])).toEqual([
      [1, 2],
      [4, 5],
    ]);
    expect(union()).toEqual([]);
  });

  it('reach from the first to the last character', () => {
    expect(complement([])).toEqual([[0, LAST_CHARACTER]]);
    expect(complement([[0, LAST_CHARACTER]])).toEqual([]);
  });

  it('may be of one character', () => {
    expect(single(65)).toEqual([[65, 65]]);
    expect(contains(single(65), 66)).toBe(false);
  });

  it.each([
    ['\n', false],
    ['\r', false],
    ['\u2028', false],
    ['a', true],
    ['😀', true],
  ])('a dot stands for %j: %j', (character, stands) => {
    expect(contains(DOT, character.codePointAt(0) as number)).toBe(stands);
  });

  it.each(Object.keys(NAMED_SETS))('mean by \\%s what others mean', name => {
    const expression = new RegExp(`^\\${name}$`, 'u');
    for (let character = 0; character < 0x3100; character++) {
      const text = String.fromCodePoint(character);
      expect({
        character,
        has: contains(NAMED_SETS[name], character),
      }).toEqual({ character, has: expression.test(text) });
    }
  });
});

describe('representatives', () => {
  it('have one character for each way in which sets tell characters apart', () => {
    const [letters, vowels]: CharacterSet[] = [
      [[97, 122]],
      union(single(97), single(101)),
    ];
    const found = representatives([letters, vowels], []);
    const ways = new Set(
      found.map(each => `${contains(letters, each)} ${contains(vowels, each)}`),
    );

    expect([...ways].sort()).toEqual([
      'false false',
      'true false',
      'true true',
    ]);
  });

  it('have the characters that are asked for', () => {
    expect(representatives([], [120, 121])).toEqual(
      expect.arrayContaining([120, 121]),
    );
  });
});
