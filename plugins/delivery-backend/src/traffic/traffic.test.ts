import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { CallsResponse } from '@slipway/backstage-plugin-delivery-common';
import { deliveryTrafficSourcesExtensionPoint } from '@slipway/backstage-plugin-delivery-node';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import { ScriptedTrafficSource } from '../__testUtils__/ScriptedTrafficSource';
import { eventually, startDelivery } from '../__testUtils__/startDelivery';

jest.setTimeout(60_000);

const API = '/api/delivery/v1';
const DAY = 24 * 3600_000;
const ref = (name: string) => `component:default/${name}`;

function sourcesModule(...sources: ScriptedTrafficSource[]) {
  return createBackendModule({
    pluginId: 'delivery',
    moduleId: 'scripted-traffic',
    register(env) {
      env.registerInit({
        deps: { point: deliveryTrafficSourcesExtensionPoint },
        init: async ({ point }) => point.addSource(...sources),
      });
    },
  });
}

/** A portal whose sources have been read, or have failed. */
async function start(
  sources: ScriptedTrafficSource[],
  options: Partial<Parameters<typeof startDelivery>[0]> = {},
) {
  const git = GitFixture.create();
  git.commit({
    at: Math.floor(Date.now() / 1000) - 100,
    files: { 'prod/acme/payments/values.yaml': helmValues('1.0.0') },
  });
  const started = await startDelivery({
    ...{ url: git.url, ...options },
    features: [sourcesModule(...sources), ...(options.features ?? [])],
  });
  const calls = await eventually(async () => {
    const { body } = await started.api.get(`${API}/calls`).expect(200);
    const { sources: told } = body as CallsResponse;
    return told.every(({ readUntil, problem }) => readUntil ?? problem)
      ? (body as CallsResponse)
      : undefined;
  }, 'sources that were asked');
  await started.backend.stop();
  git.dispose();
  return calls;
}

describe('GET /calls', () => {
  it('sums up what all sources saw in a week, and says since when they look', async () => {
    const one = new ScriptedTrafficSource();
    const other = new ScriptedTrafficSource('scripted:two');
    one.pairs.push(['checkout', 'payments', 10], ['', 'payments', 1]);
    other.pairs.push(['checkout', 'payments', 5]);

    const { items, watched, sources } = await start([one, other]);

    expect(items.map(({ from, to }) => [from, to])).toEqual([
      [ref('checkout'), ref('payments')],
      [undefined, ref('payments')],
    ]);
    // The first day of eight is only counted in part.
    expect(items[0].requests).toBeGreaterThan(6 * 24 * 15);
    expect(items[0].requests).toBeLessThanOrEqual(7 * 24 * 15);
    expect(watched.map(({ entityRef }) => entityRef)).toEqual([
      ref('checkout'),
      ref('payments'),
    ]);
    const [{ since, until }] = watched;
    expect(Date.parse(until) - Date.parse(since)).toBe(7 * DAY);
    expect(sources).toEqual([
      expect.objectContaining({ id: one.id, simulated: true }),
      expect.objectContaining({ id: other.id, readUntil: until }),
    ]);
  });

  it('says why nothing is known', async () => {
    const one = new ScriptedTrafficSource();
    one.fails = 'Prometheus cannot be reached. Start it.';

    const { items, sources } = await start([one]);

    expect(items).toEqual([]);
    expect(sources).toEqual([
      {
        ...{ id: one.id, title: one.title, simulated: true },
        problem: 'Prometheus cannot be reached. Start it.',
      },
    ]);
  });

  it('has no sources when none is configured', async () => {
    expect(await start([])).toEqual({ items: [], watched: [], sources: [] });
  });

  it('tells only of components that the caller may see, at both ends', async () => {
    const one = new ScriptedTrafficSource();
    one.pairs.push(
      ...([
        ['checkout', 'payments', 10],
        ['secret', 'payments', 10],
        ['checkout', 'secret', 10],
        ['', 'secret', 10],
      ] as [string, string, number][]),
    );
    const permissions = mockServices.permissions.mock({
      authorizeConditional: async requests =>
        requests.map(() => ({ result: AuthorizeResult.CONDITIONAL }) as never),
      authorize: async requests =>
        requests.map(request => ({
          result:
            'resourceRef' in request &&
            `${request.resourceRef}`.includes('secret')
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        })),
    });

    const { items, watched } = await start([one], {
      features: [permissions.factory],
    });

    expect(items).toHaveLength(1);
    expect(JSON.stringify({ items, watched })).not.toContain('secret');
  });
});
