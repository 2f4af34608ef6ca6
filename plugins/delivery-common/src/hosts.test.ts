import fc from 'fast-check';
import { hostOfCopy } from './hosts';

const tenant = { from: 'acme', to: 'initech' };

describe('hostOfCopy', () => {
  it.each([
    ['shop.acme.example', [tenant], 'shop.initech.example'],
    ['Shop.ACME.example', [tenant], 'Shop.initech.example'],
    ['acme.acme.example', [tenant], 'initech.initech.example'],
    [
      'acme.qa.example',
      [{ from: 'qa', to: 'try' }, tenant],
      'initech.try.example',
    ],
    // A domain of the world may be called like a tenant.
    ['shop.acme', [tenant], 'shop.acme'],
    ['acme-shop.example', [tenant], 'acme-shop.example'],
    ['www.example.org', [tenant], 'www.example.org'],
    ['acme', [tenant], 'acme'],
  ])('%s with %j is %s', (host, names, copy) => {
    expect(hostOfCopy(host, names)).toBe(copy);
  });

  it('changes nothing while one of the names is not known', () => {
    expect(
      hostOfCopy('shop.acme.example', [
        { from: 'acme' },
        { to: 'initech' },
        { from: '', to: 'x' },
      ]),
    ).toBe('shop.acme.example');
  });

  it('keeps the number of parts and the last one, whatever the names', () => {
    const label = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const labels = fc.array(label, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(labels, label, label, (parts, from, to) => {
        const copy = hostOfCopy(parts.join('.'), [{ from, to }]).split('.');
        expect(copy).toHaveLength(parts.length);
        expect(copy.at(-1)).toBe(parts.at(-1));
        expect(copy.slice(0, -1)).toEqual(
          parts.slice(0, -1).map(part => (part === from ? to : part)),
        );
      }),
    );
  });
});
