import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  deliveryHealthSourcesExtensionPoint,
  deliveryTenantUsageSourcesExtensionPoint,
  deliveryTrafficSourcesExtensionPoint,
  type HealthSource,
  type TenantUsageSource,
  type TrafficSource,
} from '@slipway/backstage-plugin-delivery-node';
import { target } from './__testUtils__/createSource';
import module from './index';

async function sourcesFor(servers: object[]) {
  const added: HealthSource[] = [];
  const traffic: TrafficSource[] = [];
  const usage: TenantUsageSource[] = [];
  const plugin = createBackendPlugin({
    pluginId: 'delivery',
    register(reg) {
      reg.registerExtensionPoint(deliveryHealthSourcesExtensionPoint, {
        addSource: (...sources) => added.push(...sources),
      });
      reg.registerExtensionPoint(deliveryTrafficSourcesExtensionPoint, {
        addSource: (...sources) => traffic.push(...sources),
      });
      reg.registerExtensionPoint(deliveryTenantUsageSourcesExtensionPoint, {
        addSource: (...sources) => usage.push(...sources),
      });
      reg.registerInit({ deps: {}, init: async () => undefined });
    },
  });
  const backend = await startTestBackend({
    features: [
      plugin,
      module,
      mockServices.rootConfig.factory({
        data: { delivery: { prometheus: { servers } } } as never,
      }),
    ],
  });
  await backend.stop();
  // Who measures a deployment sees its calls too, and what tenants use.
  for (const others of [traffic, usage]) {
    expect(others.map(({ id }) => id)).toEqual(added.map(({ id }) => id));
  }
  return added;
}

describe('deliveryModulePrometheus', () => {
  it('adds one source for each server, which share the deployments out', async () => {
    const sources = await sourcesFor([
      { name: 'eu-1', url: 'https://a', clusters: ['eu-1'], simulated: true },
      { name: 'rest', title: 'Thanos', url: 'https://b', default: true },
    ]);

    expect(
      sources.map(({ id, title, simulated }) => [id, title, simulated]),
    ).toEqual([
      ['prometheus:eu-1', 'Prometheus eu-1', true],
      ['prometheus:rest', 'Thanos', false],
    ]);
    const claims = (cluster: string) =>
      sources.map(source => source.claims(target('cart', { cluster })));
    expect(claims('eu-1')).toEqual([true, false]);
    expect(claims('us-1')).toEqual([false, true]);
  });

  it('adds none when none is configured', async () => {
    expect(await sourcesFor([])).toEqual([]);
  });

  it('does not start with a key that is wrong, and names it', async () => {
    await expect(sourcesFor([{ name: 'a' }])).rejects.toThrow(
      /delivery\.prometheus\.servers\[0\]\.url/,
    );
  });
});
