import {
  describeWithEngine,
  missingPrometheus,
  openMetrics,
  startGateway,
  startPrometheus,
  type Gateway,
  type StartedPrometheus,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { createSource, target } from '../__testUtils__/createSource';
import { extraSeries } from '../__testUtils__/profileFixtures';
import {
  json,
  startScriptedServer,
  vector,
} from '../__testUtils__/scriptedServer';
import { PROM_CLIENT, traffic } from '../__testUtils__/traffic';

const SETUP_MS = 120_000;

describeWithEngine('charts of a real Prometheus', missingPrometheus, () => {
  const now = Math.floor(Date.now() / 60_000) * 60 - 60;
  const range = { from: now - 1800, to: now, step: 60 };
  const { signal } = new AbortController();
  let prometheus: StartedPrometheus;
  let gateway: Gateway;

  beforeAll(async () => {
    const from = now - 3600;
    const labels = { namespace: 'retail-prod', service: 'cart' };
    prometheus = await startPrometheus({
      history: openMetrics(
        [
          ...traffic(PROM_CLIENT, labels, [{ from, rate: 10, errors: 0.1 }]),
          ...extraSeries('cart', from),
        ],
        { from, to: now, step: 15 },
      ),
    });
    gateway = await startGateway(prometheus);
  }, SETUP_MS);

  afterAll(async () => {
    await gateway?.stop();
    await prometheus?.stop();
  }, SETUP_MS);

  async function draw(rule: string, section = {}) {
    const { source } = createSource({ url: gateway.url, now, section });
    const cart = target('cart', {
      annotations: { 'prometheus.io/rule': rule },
    });
    const drawn = await source.series(cart, range, { signal });
    await source.close();
    return {
      ...drawn,
      own: drawn.groups.filter(({ id }) => id.startsWith('rule-')),
    };
  }

  it('asks six questions for a page with own rules, and two to find the metrics', async () => {
    const before = gateway.requests();

    await draw('up,up+1,up+2,up+3,up+4');

    // One looks for the metrics; two draw, and four are own rules.
    expect(gateway.requests() - before).toBeLessThanOrEqual(1 + 6);
  });

  it('draws own rules, named by their dimension or their first label', async () => {
    const { own } = await draw(
      'container_memory_working_set_bytes{container="cart"}|pod,' +
        '"histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))"',
    );

    expect(own.map(({ title }) => title)).toEqual(
      [
        'container_memory_working_set_bytes{container="cart"}',
        'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_…',
      ].map(title => expect.stringContaining(title.slice(0, 40))),
    );
    expect(own[0].lines[0]).toMatchObject({ title: 'cart-1' });
    expect(own[1].lines[0].values.at(-1)).toBeGreaterThan(0.3);
  });

  it('says what is wrong with an own rule, and draws the rest', async () => {
    const { own, warnings, groups } = await draw('sum(,up');

    expect(own).toHaveLength(1);
    expect(warnings[0]).toMatch(
      /^sum\( could not be drawn\. Prometheus eu-1 does not understand the query/,
    );
    expect(groups.map(({ id }) => id)).toContain('requests');
  });

  it('says that quotes are not closed', async () => {
    const { own, warnings } = await draw('"up');

    expect(own).toEqual([]);
    expect(warnings[0]).toContain('a quote that is not closed');
  });

  it('draws so many rules, and says that there are more', async () => {
    const { own, warnings } = await draw('up,up,up,up,up,up');

    expect(own).toHaveLength(4);
    expect(warnings).toEqual([
      'prometheus.io/rule has 6 queries, of which the first 4 are drawn.',
    ]);
  });

  it('draws so many lines, and says that there are more', async () => {
    const { own, warnings } = await draw('{namespace="retail-prod"}');

    expect(own[0].lines).toHaveLength(20);
    expect(warnings[0]).toMatch(/gives \d+ lines, of which 20 are drawn/);
  });

  it('draws no own rules where that is not allowed', async () => {
    expect((await draw('up', { allowRules: false })).own).toEqual([]);
  });

  it('refuses a range with more points than there may be', async () => {
    const { source } = createSource({ url: gateway.url, now });

    await expect(
      source.series(
        ...([target('cart'), { from: 0, to: 11_000, step: 1 }] as const),
        { signal },
      ),
    ).rejects.toThrow(/more than 11000 points: take a longer step/);
  });

  it('looks further back than a step that is shorter than four scrapes', async () => {
    const { source } = createSource({ url: gateway.url, now });

    const { groups } = await source.series(
      ...([target('cart'), { from: now - 60, to: now, step: 5 }] as const),
      { signal },
    );

    for (const value of groups[0].lines[0].values) {
      expect(value).toBeCloseTo(10, 1);
    }
  });

  it('links to the same range, by the query that is drawn', async () => {
    const { source } = createSource({
      ...{ url: gateway.url, now },
      server: { externalUrl: 'https://prometheus.example.org' },
    });
    expect(source.links(target('cart'), range)).toEqual([]);
    await source.series(target('cart'), range, { signal });

    const [{ url }] = source.links(target('cart'), range);

    const { searchParams } = new URL(url);
    expect(searchParams.get('g0.expr')).toContain('service="cart"');
    expect(searchParams.get('g0.range_input')).toBe('1800s');
  });
});

describe('SeriesService', () => {
  it('passes on what a server warns of, and that its clock is wrong', async () => {
    const { signal } = new AbortController();
    const server = await startScriptedServer((response, received) => {
      response.setHeader('date', new Date(Date.now() - 9e5).toUTCString());
      const warnings = ['store-2 is down'];
      json(vector([], { warnings }))(response, received);
    });
    const { source } = createSource({ url: server.url });

    const { groups, warnings } = await source.series(
      target('cart', { annotations: { 'prometheus.io/rule': 'up' } }),
      ...([{ from: 0, to: 60, step: 60 }, { signal }] as const),
    );

    expect(groups).toHaveLength(1);
    expect(warnings).toEqual([
      expect.stringMatching(/clock of Prometheus eu-1 is \d+ seconds behind/),
      'store-2 is down',
    ]);
    await source.close();
    await server.stop();
  });
});
