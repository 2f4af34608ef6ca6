import { References } from './References';

const document = {
  $id: 'https://example.org/root.json',
  $defs: {
    'a/b': { type: 'string' },
    anchored: { $anchor: 'here', type: 'number' },
    old: { $id: '#old', type: 'null' },
    other: { $id: 'other.json', $defs: { deep: { type: 'boolean' } } },
  },
};

describe('References', () => {
  const references = new References(document);
  const { base } = references;

  it.each([
    ['#', document],
    ['root.json', document],
    ['#/$defs/a~1b', document.$defs['a/b']],
    ['#here', document.$defs.anchored],
    ['#old', document.$defs.old],
    ['other.json', document.$defs.other],
    ['other.json#/$defs/deep', document.$defs.other.$defs.deep],
    ['#/%24defs/a~1b', document.$defs['a/b']],
  ])('follows %s inside the document', (reference, schema) => {
    expect(references.resolve(reference, base)?.schema).toBe(schema);
  });

  it.each([
    'https://example.com/elsewhere.json',
    'file:///etc/passwd',
    '#/nowhere',
    '#nowhere',
    '#/constructor',
    'http://[',
  ])('does not follow %s', reference => {
    expect(references.resolve(reference, base)).toBeUndefined();
  });

  it('gives the same key for two ways to one place', () => {
    expect(references.resolve('root.json#/$defs', base)?.key).toBe(
      references.resolve('#/$defs', base)?.key,
    );
  });

  it('knows when a dynamic reference can mean several places', () => {
    const one = new References({ $defs: { a: { $dynamicAnchor: 'x' } } });
    const two = new References([
      { $dynamicAnchor: 'x' },
      { $dynamicAnchor: 'x' },
    ]);

    expect(one.isStatic('#x')).toBe(true);
    expect(two.isStatic('#x')).toBe(false);
  });
});
