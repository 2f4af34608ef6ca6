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

describe('places in a document', () => {
  const places = {
    $id: 'https://example.org/root',
    $defs: {
      plain: { type: 'string' },
      'a/b~c': { type: 'integer' },
      own: {
        $id: 'own.json',
        $defs: { inner: { type: 'boolean' } },
        $anchor: 'here',
      },
      named: { $anchor: 'name', type: 'null' },
    },
    list: [{ type: 'array' }],
  };
  const references = new References(places);
  const find = (reference: string, base = references.base) =>
    references.resolve(reference, base)?.schema;

  it.each<[string, unknown]>([
    ['#', places],
    ['#/$defs/plain', places.$defs.plain],
    ['#/$defs/a~1b~0c', places.$defs['a/b~c']],
    ['#/$defs/a%7E1b~0c', places.$defs['a/b~c']],
    ['#/list/0', places.list[0]],
    ['#name', places.$defs.named],
    ['https://example.org/root', places],
    ['https://example.org/root#/$defs/plain', places.$defs.plain],
    ['https://example.org/own.json', places.$defs.own],
    ['own.json', places.$defs.own],
    ['own.json#/$defs/inner', places.$defs.own.$defs.inner],
    ['own.json#here', places.$defs.own],
  ])('%s leads to its schema', (reference, schema) => {
    expect(find(reference)).toBe(schema);
  });

  it.each([
    '#/$defs/nothing',
    '#nothing',
    '#/list/1',
    '#here',
    'other.json',
    'https://example.com/root',
    '#/constructor',
    '#/$defs/__proto__',
  ])('%s leads nowhere', reference => {
    expect(find(reference)).toBeUndefined();
  });

  it('have the same key for the same place', () => {
    const key = (reference: string) =>
      references.resolve(reference, references.base)?.key;

    expect(key('#/$defs/plain')).toBe(
      key('https://example.org/root#/$defs/plain'),
    );
    expect(key('#/$defs/plain')).not.toBe(key('#/$defs/named'));
  });

  it('are looked for from where a schema stands', () => {
    const own = references.resolve('own.json', references.base);

    expect(own?.base).toBe('https://example.org/own.json');
    expect(find('#/$defs/inner', own?.base)).toBe(places.$defs.own.$defs.inner);
    expect(find('#/$defs/plain', own?.base)).toBeUndefined();
  });
});
