import { mockServices } from '@backstage/backend-test-utils';
import { ArgoCdRuntimeObserver } from '@slipway/backstage-plugin-delivery-backend-module-argocd';
import {
  applicationsOn,
  runtimeObserverSuite,
  startGateway,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { startTestSandbox } from '../testUtils/startTestSandbox';

const REFRESH = 'argocd.argoproj.io/refresh';

async function setup() {
  const sandbox = await startTestSandbox();
  const token = sandbox.env.SANDBOX_CLUSTER_TOKEN;
  const gateway = await startGateway({
    url: sandbox.env.SANDBOX_CLUSTER_EU1_URL,
  });
  const client = sandbox.clientOf('EU1');
  const applications = applicationsOn(client, revision => ({
    status: { sync: { status: 'Synced', revision } },
  }));
  const watch = await client.watch(`${applications.path()}?watch=true`);
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
    ...applications,
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
