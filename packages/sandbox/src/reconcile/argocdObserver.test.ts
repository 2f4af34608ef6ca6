import { mockServices } from '@backstage/backend-test-utils';
import { ArgoCdRuntimeObserver } from '@slipway/backstage-plugin-delivery-backend-module-argocd';
import {
  APPLICATIONS,
  runtimeObserverSuite,
  startGateway,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { startTestSandbox } from '../testUtils/startTestSandbox';

const PATH = '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications';
const REFRESH = 'argocd.argoproj.io/refresh';

async function setup() {
  const sandbox = await startTestSandbox();
  const token = sandbox.env.SANDBOX_CLUSTER_TOKEN;
  const gateway = await startGateway({
    url: sandbox.env.SANDBOX_CLUSTER_EU1_URL,
  });
  const client = sandbox.clientOf('EU1');
  let changes = 0;
  const watch = await client.watch(`${PATH}?watch=true`);
  return {
    gateway,
    createObserver: () =>
      ArgoCdRuntimeObserver.create({
        logger: mockServices.logger.mock(),
        timings: { firstBackoffMs: 20, maxBackoffMs: 100 },
        cluster: {
          name: 'eu-1',
          title: 'Argo CD eu-1',
          connection: { url: gateway.url, token, skipTlsVerify: false },
          clusterNames: {},
          simulated: true,
          requestTimeoutMs: 2_000,
          reconcileIntervalMs: 600_000,
        },
      }),
    create: async (name: string) => {
      await client.post(PATH, APPLICATIONS.make(name, {}));
      return `argocd/${name}`;
    },
    change: async (name: string) => {
      await client.patch(`${PATH}/${name}`, {
        status: { sync: { status: 'Synced', revision: String(++changes) } },
      });
    },
    remove: async (name: string) => {
      await client.delete(`${PATH}/${name}`);
    },
    wasNudged: async (name: string) =>
      watch.events.some(
        ({ object: { metadata } }) =>
          metadata.name === name &&
          metadata.annotations?.[REFRESH] === 'normal',
      ),
    stop: async () => {
      watch.close();
      await gateway.stop();
      await sandbox.stop();
    },
  };
}

runtimeObserverSuite({ name: 'Argo CD on a simulated cluster', setup });
