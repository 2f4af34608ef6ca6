import { Pattern } from './patterns';

describe('Pattern', () => {
  it.each([
    ['v{version}', 'v1.2.3-beta.1', { version: '1.2.3-beta.1' }],
    [
      '{component}-{version}',
      'payments-2.4.0',
      { component: 'payments', version: '2.4.0' },
    ],
    [
      '{component}/contracts/{contract}.*',
      'payments/contracts/payments-api.yaml',
      { component: 'payments', contract: 'payments-api' },
    ],
    ['proto/**', 'proto/a/b.proto', {}],
    ['{component}/needs.yaml', 'a/b/needs.yaml', undefined],
    ['v{version}', '1.2.3', undefined],
    ['a.b', 'axb', undefined],
  ])('%s on %s', (pattern, text, found) => {
    expect(Pattern.of(pattern).match(text)).toEqual(found);
  });

  it('splits a tag at the first hyphen before the version', () => {
    const found = Pattern.of('{component}-v{version}').match('web-shop-v1.0.0');
    expect(found).toEqual({ component: 'web-shop', version: '1.0.0' });
  });

  it('says what it may name', () => {
    expect(() => Pattern.of('{tenant}/x')).toThrow(
      'a pattern may name {component}, {contract}, {version}, and not {tenant}.',
    );
  });
});
