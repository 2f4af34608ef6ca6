import { ConfigReader } from '@backstage/config';
import { target } from '../__testUtils__/createSource';
import { readPrometheusConfig } from '../config/readPrometheusConfig';
import { linksOf } from './linksOf';

const QUERY = 'sum(rate(a{b="c&d#e"}[5m])) + 1';
const RANGE = { from: 1_700_000_000, to: 1_700_003_600 };

function links(server: object, query: string | undefined = QUERY) {
  const { servers } = readPrometheusConfig(
    new ConfigReader({
      delivery: {
        prometheus: { servers: [{ name: 'a', url: 'http://a', ...server }] },
      },
    } as never),
  );
  return linksOf(servers[0], target('cart & more'), { query, range: RANGE });
}

describe('linksOf', () => {
  it('has none when no address for people is known', () => {
    expect(links({})).toEqual([]);
  });

  it('links to the graph of Prometheus, with the query as it is', () => {
    const [{ title, url }] = links({ externalUrl: 'https://p.example.org/' });

    const { origin, pathname, searchParams } = new URL(url);
    expect([title, origin, pathname]).toEqual([
      ...['Prometheus a', 'https://p.example.org', '/graph'],
    ]);
    expect(searchParams.get('g0.expr')).toBe(QUERY);
    expect(searchParams.get('g0.range_input')).toBe('3600s');
    expect(searchParams.get('g0.end_input')).toBe('2023-11-14 23:13:20');
  });

  it('links to Explore in Grafana, with the same range', () => {
    const [{ url }] = links({
      grafana: { url: 'https://grafana.example.org', datasource: 'uid-1' },
    });

    const { pathname, searchParams } = new URL(url);
    expect(pathname).toBe('/explore');
    expect(JSON.parse(searchParams.get('panes')!).slipway).toMatchObject({
      datasource: 'uid-1',
      queries: [{ expr: QUERY, datasource: { uid: 'uid-1' } }],
      range: { from: '1700000000000', to: '1700003600000' },
    });
  });

  it('fills addresses of dashboards, and encodes what it puts in', () => {
    const dashboard =
      'https://g.example.org/d/x?var-app={component}&var-ns={namespace}&from={from}&to={to}&q={query}';

    const [{ title, url }] = links({
      links: [{ title: 'Dashboard', url: dashboard }],
    });

    const { searchParams } = new URL(url);
    expect(title).toBe('Dashboard');
    expect(Object.fromEntries(searchParams)).toEqual({
      ...{ 'var-app': 'cart & more', 'var-ns': 'retail-prod' },
      ...{ from: '1700000000000', to: '1700003600000', q: QUERY },
    });
  });

  it('leaves out what needs something that is not known', () => {
    const url = (template: string) => ({
      links: [{ title: 'x', url: template }],
    });

    expect(links(url('https://g/{tenant}'))).toEqual([]);
    expect(
      linksOf(
        ...([
          readPrometheusConfig(
            new ConfigReader({
              delivery: {
                prometheus: {
                  servers: [
                    ...[
                      {
                        name: 'a',
                        url: 'http://a',
                        ...url('https://g/{query}'),
                      },
                    ],
                  ],
                },
              },
            } as never),
          ).servers[0],
          target('cart'),
        ] as const),
        { range: RANGE },
      ),
    ).toEqual([]);
  });
});
