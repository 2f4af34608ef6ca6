import { parseYaml } from './parseYaml';

/** Ten to the power of nine, if it were written out. */
const BOMB = [
  'a0: &a0 [x]',
  ...Array.from(
    { length: 9 },
    (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(', ')}]`,
  ),
].join('\n');

describe('YAML of a repository', () => {
  it('is read document by document, as plain data', () => {
    expect(parseYaml('a: 1\n---\nb: [yes, 0x10, "t"]\n')).toEqual([
      { a: 1 },
      { b: ['yes', 16, 't'] },
    ]);
    expect(parseYaml('')).toEqual([]);
    expect(parseYaml('# nothing\n')).toEqual([]);
  });

  it.each([
    ['a bomb', BOMB],
    ['one behind a comment', 'a: &a x\nb:\n- # here\n  *a\n'],
    ['one in a flow', 'a: &a x\nb: {c: *a}\n'],
    ['one as a key', '&a a: x\n*a : y\n'],
    ['one that is merged', 'a: &a {b: c}\nd:\n  <<: *a\n'],
  ])('is not read with %s', (_, text) => {
    expect(() => parseYaml(text)).toThrow(/anchors or aliases/);
  });

  it('says what is wrong with it', () => {
    expect(() => parseYaml('a: [b\n')).toThrow(/line/);
    expect(() => parseYaml('a: 1\na: 2\n')).toThrow(/unique/);
  });
});
