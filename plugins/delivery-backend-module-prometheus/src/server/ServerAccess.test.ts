import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  json,
  startScriptedServer,
  vector,
} from '../__testUtils__/scriptedServer';
import { readPrometheusConfig } from '../config/readPrometheusConfig';
import { createServerAccess } from './ServerAccess';

type Server = Awaited<ReturnType<typeof startScriptedServer>>;

const NOW = 1_700_000_007;

describe('ServerAccess', () => {
  const { signal } = new AbortController();
  let server: Server;

  beforeEach(async () => {
    server = await startScriptedServer(json(vector()));
  });

  afterEach(() => server.stop());

  function access(options: { scrapeInterval?: string } = {}) {
    const config = readPrometheusConfig(
      new ConfigReader({
        delivery: {
          prometheus: {
            servers: [{ name: 'a', url: server.url, ...options }],
          },
        },
      }),
    );
    const logger = mockServices.logger.mock();
    const now = () => NOW * 1000;
    return createServerAccess({
      ...{ server: config.servers[0], config, logger, now },
    });
  }

  it('has a now that lasts for one scrape, so that those who ask within it share', () => {
    expect(access().now()).toBe(1_700_000_005 - (1_700_000_005 % 15));
    expect(access({ scrapeInterval: '1m' }).now() % 60).toBe(0);
  });

  it('asks for the present by the clock of the server, and for the past as it was', async () => {
    server.become((response, received) => {
      const date = new Date(Date.now() + 600_000).toUTCString();
      response.setHeader('date', date);
      json(vector())(response, received);
    });
    const one = access();
    await one.at('up', NOW, { headers: {}, signal });

    const present = one.byItsClock({ from: NOW - 300, to: NOW - 60, parts: 2 });
    const past = { from: NOW - 300, to: NOW - 61 };

    expect(Math.abs(present.from - (NOW - 300 + 600))).toBeLessThan(2);
    expect(present.to - present.from).toBe(240);
    expect(present.parts).toBe(2);
    expect(one.byItsClock(past)).toEqual(past);
    await one.close();
  });

  it.each([
    ['15s', 120, 120],
    ['15s', 10, 60],
    ['1m', 120, 240],
  ])(
    'with scrapes every %s looks back for steps of %d s on %d s',
    (scrapeInterval, step, seconds) => {
      expect(access({ scrapeInterval }).window(step)).toBe(seconds);
    },
  );

  it('sends the headers of who asks, and shares nothing between tenants', async () => {
    const one = access();
    const ask = (tenant: string) =>
      one.over(...(['up', { from: 0, to: 60, step: 60 }] as const), {
        headers: { 'x-tenant': tenant },
        signal,
      });

    await Promise.all([ask('a'), ask('a'), ask('b')]);

    expect(
      server.received.map(({ headers }) => headers['x-tenant']).sort(),
    ).toEqual(['a', 'b']);
    expect(server.received[0].path).toBe('/api/v1/query_range');
    expect(server.received[0].parameters.get('step')).toBe('60');
    await one.close();
  });

  it('keeps what is over for long longer than what is new', async () => {
    const one = access({ scrapeInterval: '0.001s' });
    const asker = { headers: {}, signal };
    const ask = (time: number) => one.at('up', time, asker);

    await ask(NOW - 3_600);
    await ask(NOW);
    const start = performance.now();
    while (performance.now() - start < 10) {
      // Time passes.
    }
    await ask(NOW - 3_600);
    await ask(NOW);

    expect(
      server.received.map(({ parameters }) => Number(parameters.get('time'))),
    ).toEqual([NOW - 3_600, NOW, NOW]);
    await one.close();
  });
});
