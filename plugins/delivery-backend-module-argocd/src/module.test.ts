import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  deliveryRuntimeObserversExtensionPoint,
  type RuntimeObserver,
} from '@slipway/backstage-plugin-delivery-node';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import module from './index';

async function observersFor(clusters: object[]) {
  const added: RuntimeObserver[] = [];
  const plugin = createBackendPlugin({
    pluginId: 'delivery',
    register(reg) {
      reg.registerExtensionPoint(deliveryRuntimeObserversExtensionPoint, {
        addObserver: (...observers) => added.push(...observers),
      });
      reg.registerInit({ deps: {}, init: async () => undefined });
    },
  });
  const backend = await startTestBackend({
    features: [
      plugin,
      module,
      mockServices.rootConfig.factory({
        data: { delivery: { argocd: { clusters } } },
      }),
    ],
  });
  await backend.stop();
  return added;
}

describe('deliveryModuleArgocd', () => {
  it('adds one observer for each cluster', async () => {
    const observers = await observersFor([
      { name: 'eu-1', url: 'https://a', simulated: true },
      {
        name: 'eu-2',
        url: 'https://b',
        clusterNames: { 'https://10.0.0.1': 'eu-3' },
      },
    ]);

    expect(
      observers.map(({ id, title, clusters, simulated }) => ({
        id,
        title,
        clusters,
        simulated,
      })),
    ).toEqual([
      {
        id: 'argocd:eu-1',
        title: 'Argo CD eu-1',
        clusters: ['eu-1'],
        simulated: true,
      },
      {
        id: 'argocd:eu-2',
        title: 'Argo CD eu-2',
        clusters: ['eu-2', 'eu-3'],
        simulated: false,
      },
    ]);
  });

  it('adds one for each of several namespaces', async () => {
    const observers = await observersFor([
      { name: 'eu-1', url: 'https://a', namespaces: ['one', 'two', 'one'] },
    ]);

    expect(observers.map(({ id }) => id)).toEqual([
      'argocd:eu-1/one',
      'argocd:eu-1/two',
    ]);
  });

  it('adds none when none is configured', async () => {
    expect(await observersFor([])).toEqual([]);
  });
});
