import { DocumentFiles, nodeBelow, referenceIn } from './DocumentFiles';

const pet = { type: 'object' };

function files(all: Record<string, unknown>, main = Object.keys(all)[0]) {
  return DocumentFiles.create(all, main);
}

describe('nodeBelow', () => {
  const node = { value: { 'a/b': [{ 'c~d': 1 }] }, file: 'x', pointer: '/p' };

  it('keeps the way to a value as a pointer', () => {
    expect(nodeBelow(node, 'a/b', '0', 'c~d')).toEqual({
      value: 1,
      file: 'x',
      pointer: '/p/a~1b/0/c~0d',
    });
  });

  it.each([[['nothing']], [['a/b', '5']], [['a/b', '0', 'c~d', 'e']]])(
    'has no value at %j',
    names => {
      expect(nodeBelow(node, ...names).value).toBeUndefined();
    },
  );

  it('does not take for a value what objects have anyway', () => {
    expect(nodeBelow(node, 'constructor').value).toBeUndefined();
    expect(nodeBelow(node, '__proto__').value).toBeUndefined();
  });
});

describe('referenceIn', () => {
  it.each([
    [{ $ref: '#/a' }, '#/a'],
    [{ $ref: '#/a', title: 'b' }, '#/a'],
    [{ $ref: 1 }, undefined],
    [{}, undefined],
    [[], undefined],
    [null, undefined],
    ['#/a', undefined],
  ])('of %j is %j', (value, reference) => {
    expect(referenceIn({ value, file: '', pointer: '' })).toBe(reference);
  });
});

describe('DocumentFiles', () => {
  const one = files({ '': { components: { Pet: pet, 'a/b': { c: 1 } } } });

  it('has the whole main file', () => {
    expect(one.root).toMatchObject({ file: '', pointer: '' });
    expect(files({ a: 1, b: 2 }, 'b').root.value).toBe(2);
  });

  it('follows a reference in the same file', () => {
    const target = one.resolve('#/components/Pet', one.root);

    expect(target?.value).toBe(pet);
    expect(target?.pointer).toBe('/components/Pet');
  });

  it('follows a reference with escapes', () => {
    expect(one.resolve('#/components/a~1b/c', one.root)?.value).toBe(1);
    expect(one.resolve('#/components/a%2Fb', one.root)).toBeUndefined();
    expect(one.resolve('#/components/%50et', one.root)?.value).toBe(pet);
  });

  it('follows a reference to the whole', () => {
    expect(one.resolve('#', one.root)?.pointer).toBe('');
  });

  it.each([
    ['#/components/Dog', 'a place that is not there'],
    ['other.yaml', 'a file that is not there'],
    ['https://example.org/a.yaml#/Pet', 'another host'],
    ['file:///etc/passwd', 'the disk'],
    ['../../../etc/passwd', 'above the files'],
    ['#%', 'no pointer'],
    ['', 'nothing'],
  ])('does not follow %s, which is %s', reference => {
    const target = one.resolve(reference, one.root);

    expect(target === undefined || target.file === '').toBe(true);
    expect(target?.value).not.toBe(pet);
  });

  describe('of several files', () => {
    const several = files(
      {
        'api/main.yaml': { a: { $ref: 'schemas/pet.yaml#/Pet' } },
        'api/schemas/pet.yaml': {
          Pet: { $ref: '../common.yaml#/Base' },
          Own: { $ref: '#/Pet' },
        },
        'api/common.yaml': { Base: pet },
      },
      'api/main.yaml',
    );

    it('follows names as they stand beside each other', () => {
      const found = several.follow(nodeBelow(several.root, 'a'));

      expect(found).toEqual({
        node: { value: pet, file: 'api/common.yaml', pointer: '/Base' },
      });
    });

    it('follows a reference of a file in that file', () => {
      const from = {
        value: undefined,
        file: 'api/schemas/pet.yaml',
        pointer: '',
      };

      expect(several.resolve('#/Pet', from)?.file).toBe('api/schemas/pet.yaml');
    });

    it('names the file only where it is not the main one', () => {
      expect(several.addressOf(nodeBelow(several.root, 'a'))).toBe('#/a');
      expect(
        several.addressOf({
          value: pet,
          file: 'api/common.yaml',
          pointer: '/Base',
        }),
      ).toBe('api/common.yaml#/Base');
    });

    it('takes names as they were given', () => {
      expect(
        several.resolve('api/common.yaml#/Base', several.root)?.value,
      ).toBe(pet);
    });
  });

  describe('with names inside', () => {
    const named = files({
      '': {
        $defs: {
          a: { $id: 'https://example.org/pet', ...pet },
          b: { $anchor: 'here', type: 'string' },
          c: { $dynamicAnchor: 'there', type: 'integer' },
        },
      },
    });

    it.each([
      ['https://example.org/pet', '/$defs/a'],
      ['#here', '/$defs/b'],
      ['#there', '/$defs/c'],
    ])('finds %s', (reference, pointer) => {
      expect(named.resolve(reference, named.root)?.pointer).toBe(pointer);
    });

    it('does not find other names', () => {
      expect(named.resolve('#nowhere', named.root)).toBeUndefined();
    });
  });

  describe('following references', () => {
    const chain = files({
      '': {
        a: { $ref: '#/b' },
        b: { $ref: '#/c' },
        c: pet,
        lost: { $ref: 'https://example.org/a' },
        deep: { $ref: '#/lost' },
        self: { $ref: '#/self' },
        one: { $ref: '#/other' },
        other: { $ref: '#/one' },
      },
    });
    const follow = (name: string) => chain.follow(nodeBelow(chain.root, name));

    it('goes to the end of a chain', () => {
      expect(follow('a')).toMatchObject({ node: { pointer: '/c' } });
      expect(follow('c')).toMatchObject({ node: { pointer: '/c' } });
    });

    it('says which address leads out', () => {
      expect(follow('lost')).toMatchObject({ lost: 'https://example.org/a' });
      expect(follow('deep')).toMatchObject({
        lost: 'https://example.org/a',
        node: { pointer: '/lost' },
      });
    });

    it('ends where references lead in a circle', () => {
      expect(follow('self')).toMatchObject({ lost: '#/self' });
      expect(follow('one')).toMatchObject({ lost: '#/other' });
    });
  });
});
