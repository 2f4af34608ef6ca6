import { skeletonOf } from './names';

describe('skeletonOf', () => {
  it.each([
    ['acme', 'acrne'],
    ['acme-1', 'acmel'],
    ['foo', 'f00'],
    ['wave', 'vvave'],
    ['Acme', 'acme'],
    ['q5', 'qs'],
  ])('is the same for %s and %s', (one, other) => {
    expect(skeletonOf(one)).toBe(skeletonOf(other));
  });

  it('differs for names that nobody confuses', () => {
    expect(skeletonOf('acme')).not.toBe(skeletonOf('acne'));
    expect(skeletonOf('qa')).not.toBe(skeletonOf('qa-2'));
  });
});
