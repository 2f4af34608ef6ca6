import { copiedHosts, hostProblem, withHost } from './hostPairs';

const NAMES = [
  { from: 'acme', to: 'initech' },
  { from: 'qa', to: 'prod' },
  { from: undefined, to: 'x' },
];

describe('the host names of a copy', () => {
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
        offered: 'shop.initech.example',
      },
      {
        ...{ from: 'www.example.org', to: 'www.initech.example' },
        ...{ offered: 'www.example.org', row: 0 },
      },
      {
        ...{ from: 'old.example.org', to: 'new.example.org' },
        ...{ offered: '', row: 1 },
      },
    ]);
  });

  it('keep a second row for one of the source, so that it can be removed', () => {
    const twice = [
      { from: 'www.example.org', to: 'a.example' },
      { from: 'www.example.org', to: 'b.example' },
    ];
    expect(
      copiedHosts(['www.example.org'], twice, NAMES).map(({ to, row }) => [
        to,
        row,
      ]),
    ).toEqual([
      ['a.example', 0],
      ['b.example', 1],
    ]);
  });

  it('are written down only where they do not come by themselves', () => {
    const host = { from: 'shop.acme.example', offered: 'shop.initech.example' };
    const own = withHost([], host, 'pay.initech.example');
    expect(own).toEqual([
      { from: 'shop.acme.example', to: 'pay.initech.example' },
    ]);
    const written = { ...host, row: 0 };
    expect(withHost(own, written, 'shop.initech.example')).toEqual([]);
    // An empty one is left there to be written again.
    expect(withHost(own, written, '')).toEqual([
      { from: 'shop.acme.example', to: '' },
    ]);
  });

  it('change without the rows around them', () => {
    const written = [
      { from: 'a.b', to: 'c.d' },
      { from: 'www.example.org', to: 'e.f' },
    ];
    const host = {
      from: 'www.example.org',
      offered: 'www.example.org',
      row: 1,
    };
    expect(withHost(written, host, 'g.h')).toEqual([
      { from: 'a.b', to: 'c.d' },
      { from: 'www.example.org', to: 'g.h' },
    ]);
  });
});

describe('what is wrong with a host name', () => {
  const rows = (...pairs: [string, string][]) =>
    pairs.map(([from, to]) => ({ from, to, offered: '' }));

  it.each([
    ['half', rows(['a.b', ''])],
    ['half', rows(['', 'a.b'])],
    ['same', rows(['www.a.b', 'WWW.a.b'])],
    ['there-twice', rows(['a.b', 'c.d'], ['A.b', 'e.f'])],
    ['here-twice', rows(['a.b', 'c.d'], ['e.f', 'C.D'])],
    [undefined, rows(['a.b', 'c.d'], ['c.d', 'e.f'])],
  ])('is %s of %j', (problem, all) => {
    expect(hostProblem(all[0], all)).toBe(problem);
  });

  it('is not that two rows are not written yet', () => {
    const all = rows(['a.b', 'c.d'], ['', ''], ['', '']);
    expect(hostProblem(all[0], all)).toBeUndefined();
    expect(hostProblem(all[1], all)).toBe('half');
  });
});
