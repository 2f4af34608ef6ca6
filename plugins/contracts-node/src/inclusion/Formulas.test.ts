import { canonical, Formulas, typeOf } from './Formulas';

describe('typeOf', () => {
  it.each([
    [null, 'null'],
    [true, 'boolean'],
    [1.5, 'number'],
    ['', 'string'],
    [[], 'array'],
    [{}, 'object'],
  ])('of %j is %s', (value, type) => {
    expect(typeOf(value)).toBe(type);
  });
});

describe('canonical', () => {
  it.each<[string, unknown, unknown]>([
    ['objects in another order', { a: 1, b: 2 }, { b: 2, a: 1 }],
    [
      'inner objects in another order',
      [{ a: { b: 1, c: 2 } }],
      [{ a: { c: 2, b: 1 } }],
    ],
    ['zero and its negative', 0, -0],
    ['numbers that are written in another way', 1, 1.0],
  ])('is the same for %s', (_title, one, other) => {
    expect(canonical(one)).toBe(canonical(other));
  });

  it.each<[string, unknown, unknown]>([
    ['a number and a text', 1, '1'],
    ['null and nothing', null, undefined],
    ['lists in another order', [1, 2], [2, 1]],
    ['an empty list and an empty object', [], {}],
    ['a text with a comma and two texts', ['a,b'], ['a', 'b']],
    ['names with quotes', { 'a"': 1 }, { a: 1 }],
  ])('is not the same for %s', (_title, one, other) => {
    expect(canonical(one)).not.toBe(canonical(other));
  });
});

describe('Formulas', () => {
  const formulas = new Formulas();
  const a = formulas.types(['string']);
  const b = formulas.values([1]);
  const c = formulas.atom('number', {
    name: 'minimum',
    value: 1,
    exclusive: false,
  });

  it('makes equal formulas once', () => {
    expect(formulas.types(['string'])).toBe(a);
    expect(formulas.values([1])).toBe(b);
    expect(formulas.all([a, b])).toBe(formulas.all([b, a]));
    expect(formulas.any([a, b, a])).toBe(formulas.any([b, a]));
    expect(
      formulas.atom('number', { name: 'minimum', value: 1, exclusive: false }),
    ).toBe(c);
  });

  it('tells atoms apart by each of their parts', () => {
    const others = [
      formulas.atom('number', { name: 'minimum', value: 2, exclusive: false }),
      formulas.atom('number', { name: 'minimum', value: 1, exclusive: true }),
      formulas.atom('number', { name: 'maximum', value: 1, exclusive: false }),
    ];

    expect(new Set([c, ...others]).size).toBe(4);
  });

  it('puts types into one order', () => {
    expect(formulas.types(['object', 'null'])).toBe(
      formulas.types(['null', 'object']),
    );
  });

  it('takes lists of values for the same in any order', () => {
    expect(formulas.values([1, 'a', null])).toBe(
      formulas.values([null, 1, 'a']),
    );
  });

  it('joins what is joined already', () => {
    expect(formulas.all([a, formulas.all([b, c])])).toBe(
      formulas.all([a, b, c]),
    );
    expect(formulas.any([formulas.any([a, b]), c])).toBe(
      formulas.any([a, b, c]),
    );
  });

  it('does not join what is joined in the other way', () => {
    expect(formulas.all([a, formulas.any([b, c])])).not.toBe(
      formulas.all([a, b, c]),
    );
  });

  it('is the part itself where there is one only', () => {
    expect(formulas.all([a])).toBe(a);
    expect(formulas.any([a, a])).toBe(a);
  });

  it('holds always without demands, and never without choices', () => {
    expect(formulas.all([])).toBe(formulas.always);
    expect(formulas.any([])).toBe(formulas.never);
    expect(formulas.all([a, formulas.never])).toBe(formulas.never);
    expect(formulas.any([a, formulas.always])).toBe(formulas.always);
  });

  it('takes a negation of a negation for the thing itself', () => {
    expect(formulas.not(formulas.not(a))).toBe(a);
    expect(formulas.not(formulas.always)).toBe(formulas.never);
    expect(formulas.not(formulas.never)).toBe(formulas.always);
  });

  it('follows a reference only when it is asked', () => {
    const target = jest.fn(() => a);
    const reference = formulas.reference('r', target);

    expect(formulas.reference('r', target)).toBe(reference);
    expect(target).not.toHaveBeenCalled();
  });

  it('takes what is not known for the same under one key only', () => {
    expect(formulas.opaque('k', 'why')).toBe(formulas.opaque('k', 'other'));
    expect(formulas.opaque('k', 'why')).not.toBe(formulas.opaque('l', 'why'));
  });
});
