import { copiedHosts, offeredHost, withHost } from './hostPairs';

const NAMES = [
  { from: 'acme', to: 'initech' },
  { from: 'qa', to: 'prod' },
  { from: undefined, to: 'x' },
];

describe('the host names of a copy', () => {
  it.each([
    ['shop.acme.example', 'shop.initech.example'],
    ['acme.qa.example.org', 'initech.prod.example.org'],
    ['acme-shop.example', 'acme-shop.example'],
    ['shop.acme', 'shop.acme'],
  ])('change by whole parts, and never the last one: %s', (host, offered) => {
    expect(offeredHost(host, NAMES)).toBe(offered);
  });

  it('are all of the source, and those that a person named beside them', () => {
    expect(
      copiedHosts(
        ['www.example.org', 'shop.acme.example'],
        [
          { from: 'www.example.org', to: 'www.initech.example' },
          { from: 'old.example.org', to: 'new.example.org' },
        ],
        NAMES,
      ),
    ).toEqual([
      {
        ...{ from: 'shop.acme.example', to: 'shop.initech.example' },
        ...{ offered: 'shop.initech.example', isOwn: false },
      },
      {
        ...{ from: 'www.example.org', to: 'www.initech.example' },
        ...{ offered: 'www.example.org', isOwn: true },
      },
      {
        ...{ from: 'old.example.org', to: 'new.example.org' },
        ...{ offered: '', isOwn: true },
      },
    ]);
  });

  it('are written down only where they do not come by themselves', () => {
    const host = { from: 'shop.acme.example', offered: 'shop.initech.example' };
    const own = withHost([], host, 'pay.initech.example');
    expect(own).toEqual([
      { from: 'shop.acme.example', to: 'pay.initech.example' },
    ]);
    expect(withHost(own, host, 'shop.initech.example')).toEqual([]);
    // An empty one is left there to be written again.
    expect(withHost(own, host, '')).toEqual([
      { from: 'shop.acme.example', to: '' },
    ]);
  });
});
