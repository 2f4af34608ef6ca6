import fc from 'fast-check';
import { load } from 'js-yaml';
import type { VersionSite } from '@slipway/backstage-plugin-delivery-node';
import { lineOfSite, spliceScalar } from './spliceScalar';

const site = (...keyPath: (string | number)[]): VersionSite => ({
  ...{ file: 'values.yaml', document: 0, carrier: 'image' as const },
  ...{ keyPath, version: '' },
});
const TAG = site('image', 'tag');

function rewrite(text: string, version: string, at = TAG) {
  return spliceScalar('values.yaml', text, at, () => version);
}

/** What a person may write as a version. */
const version = fc
  .stringMatching(/^[0-9A-Za-z][0-9A-Za-z._+-]{0,20}$/)
  .filter(text => text !== '1.0.0');

describe('spliceScalar', () => {
  it.each([
    ['plain', 'image:\n  tag: 1.0.0\n'],
    ['in double quotes', 'image:\n  tag: "1.0.0"  # set by CI\n'],
    ['in single quotes', "image: { name: x, tag: '1.0.0' }\n"],
    ['with Windows line ends', 'image:\r\n  tag: 1.0.0\r\nmore: 1\r\n'],
    ['without a line end', 'image:\n  tag: 1.0.0'],
    [
      'behind characters of several bytes',
      'a: "böse 🚢"\nimage:\n  tag: 1.0.0\n',
    ],
  ])(
    'puts any version where one stood %s, as text, and comes back to the byte',
    (_, text) => {
      fc.assert(
        fc.property(version, wanted => {
          const after = rewrite(text, wanted);
          const read = load(after) as { image: { tag: unknown } };

          expect(read.image.tag).toBe(wanted);
          expect(after.split('\n')).toHaveLength(text.split('\n').length);
          expect(load(rewrite(after, '1.0.0'))).toEqual(load(text));
        }),
      );
    },
  );

  it.each([
    'yes',
    'No',
    'null',
    '~',
    '1e3',
    '017',
    '1_000',
    '0x1F',
    '1.10',
    '.5',
  ])('quotes %s, which YAML would not read as text', wanted => {
    expect(rewrite('image:\n  tag: 1.0.0\n', wanted)).toBe(
      `image:\n  tag: "${wanted}"\n`,
    );
  });

  it.each([
    ['an alias', 'v: &v 1.0.0\nimage: { tag: *v }\n', /alias of another place/],
    ['an anchor', 'image: { tag: &v 1.0.0 }\nb: *v\n', /anchor &v shares it/],
    [
      'a parent with an anchor',
      'image: &i { tag: 1.0.0 }\nb: *i\n',
      /anchor &i/,
    ],
    ['a block', 'image:\n  tag: |\n    1.0.0\n', /block of several lines/],
    ['nothing', 'image: {}\n', /no such value/],
    ['a list', 'image: [1.0.0]\n', /no such value/],
    ['a scalar above', 'image: x\n', /no such place/],
    ['a key twice', 'image:\n  tag: 1\n  tag: 2\n', /cannot be changed/],
    ['broken YAML', 'image: {tag: "1\n', /cannot be changed/],
    ['an empty file', '', /no such place/],
  ])('refuses %s with the file and the reason', (_, text, message) => {
    expect(() => rewrite(text, '2.0.0')).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringMatching(message),
      }),
    );
    expect(() => rewrite(text, '2.0.0')).toThrow('values.yaml');
  });

  it('changes the document and the item that are named', () => {
    const text = 'a: [1, 2]\n---\na: [1, 2]\n';
    const at = { ...site('a', 1), document: 1 };
    expect(rewrite(text, '3.0.0', at)).toBe('a: [1, 2]\n---\na: [1, 3.0.0]\n');
  });

  it('touches nothing when the value is there already', () => {
    const text = 'image: {tag:   1.0.0}   # odd\n';
    expect(rewrite(text, '1.0.0')).toBe(text);
  });
});

describe('lineOfSite', () => {
  it('counts from one, over comments and documents', () => {
    const text = '# one\n---\nimage:\n  # three\n  tag: 1.0.0\n';
    expect(lineOfSite(text, TAG)).toBe(5);
  });

  it('knows none for a place that is not there', () => {
    expect(lineOfSite('image: {}\n', TAG)).toBeUndefined();
    expect(lineOfSite('{', TAG)).toBeUndefined();
  });
});
