import { assertName } from './assertName';
import { skeletonOf } from './skeleton';

describe('a name', () => {
  it.each(['a', 'orders', 'orders-2', '2-orders', 'a'.repeat(63)])(
    '%s is fine',
    name => {
      expect(() => assertName('tenant', name)).not.toThrow();
    },
  );

  it.each([
    ['', /no DNS label/],
    ['Orders', /no DNS label/],
    ['-orders', /no DNS label/],
    ['orders-', /no DNS label/],
    ['or.ders', /no DNS label/],
    ['../orders', /no DNS label/],
    ['a/b', /no DNS label/],
    ['a b', /no DNS label/],
    ['{{ .Values.x }}', /no DNS label/],
    ['$(id)', /no DNS label/],
    ['a;b', /no DNS label/],
    ['a: b', /no DNS label/],
    ['a\nb', /U\+000A/],
    ['аcme', /U\+0430, which may look like another one/],
    ['acme\u200b', /U\+200B/],
    ['ａcme', /U\+FF41/],
    ['a'.repeat(64), /has 64 characters; 63 are the most/],
    ['kube-system', /is reserved/],
    ['con', /is reserved/],
    ['platform', /is reserved/],
  ])('%j is refused with a sentence', (name, sentence) => {
    expect(() => assertName('tenant', name, ['platform'])).toThrow(sentence);
    expect(() => assertName('tenant', name, ['platform'])).toThrow(
      /^The tenant "/,
    );
  });

  it('has no two hyphens in a row when it is new', () => {
    expect(() => assertName('component', 'a--b', [])).toThrow(
      'The component "a--b" has two hyphens in a row',
    );
    // What is there already can still be removed.
    expect(() => assertName('component', 'a--b')).not.toThrow();
  });
});

describe('skeletonOf', () => {
  it.each([
    ['acme', 'acrne'],
    ['acme-1', 'acmel'],
    ['foo', 'f00'],
    ['wave', 'vvave'],
    ['Acme', 'acme'],
  ])('is the same for %s and %s', (one, other) => {
    expect(skeletonOf(one)).toBe(skeletonOf(other));
  });

  it('differs for names that nobody confuses', () => {
    expect(skeletonOf('acme')).not.toBe(skeletonOf('acne'));
  });
});
