import { fieldSelector, labelSelector } from './selectors';

const object = (labels: Record<string, string>) => ({
  metadata: { name: 'payments-acme', namespace: 'argocd', labels },
});

describe('labelSelector', () => {
  it.each([
    ['', true],
    ['a=1', true],
    ['a==1', true],
    ['a = 1', true],
    ['a=2', false],
    ['a!=2', true],
    ['missing!=2', true],
    ['a in (1, 2)', true],
    ['a notin (1,2)', false],
    ['missing notin (1)', true],
    ['a', true],
    ['!a', false],
    ['missing', false],
    ['a=1,b in (x,y),!c', true],
    ['a=1,b=z', false],
    ['example.org/part-of=shop', true],
  ])('%s: %s', (selector, expected) => {
    const labels = { a: '1', b: 'x', 'example.org/part-of': 'shop' };

    expect(labelSelector(selector)(object(labels))).toBe(expected);
  });

  it('refuses what it cannot read', () => {
    expect(() => labelSelector('a=b=c')).toThrow(/unable to parse/);
  });

  it('lives with an object that has no labels', () => {
    expect(labelSelector('!a')({ metadata: { name: 'x' } })).toBe(true);
  });
});

describe('fieldSelector', () => {
  it.each([
    ['', true],
    ['metadata.name=payments-acme', true],
    ['metadata.name=other', false],
    ['metadata.namespace!=argocd', false],
    ['metadata.name=payments-acme,metadata.namespace=argocd', true],
  ])('%s: %s', (selector, expected) => {
    expect(fieldSelector(selector)(object({}))).toBe(expected);
  });

  it('refuses a field that it does not know', () => {
    expect(() => fieldSelector('status.phase=Running')).toThrow(
      /field label not supported/,
    );
  });
});
