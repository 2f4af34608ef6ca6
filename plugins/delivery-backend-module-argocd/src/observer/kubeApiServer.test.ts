import { mockServices } from '@backstage/backend-test-utils';
import {
  applicationsOn,
  describeWithEngine,
  KubernetesTestClient,
  missingCustomResources,
  missingKubeApiServer,
  runtimeObserverSuite,
  startGateway,
  startKubeApiServer,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { clusterConfig } from '../__testUtils__/clusterConfig';
import { startApplicationsOnConfigMaps } from '../__testUtils__/startApplicationsOnConfigMaps';
import { ArgoCdRuntimeObserver } from './ArgoCdRuntimeObserver';

const REFRESH = 'argocd.argoproj.io/refresh';

/** The real server, or the real server with Applications kept in ConfigMaps. */
async function startServer() {
  const server = await startKubeApiServer();
  if (!missingCustomResources()) {
    return { ...server, token: server.token };
  }
  const translator = await startApplicationsOnConfigMaps(server);
  return {
    url: translator.url,
    ca: undefined,
    token: server.token,
    stop: async () => {
      await translator.stop();
      await server.stop();
    },
  };
}

async function setup() {
  const server = await startServer();
  const gateway = await startGateway(server);
  const client = new KubernetesTestClient(server);
  const applications = applicationsOn(client, change => ({
    metadata: { labels: { change } },
  }));
  return {
    gateway,
    createObserver: () =>
      ArgoCdRuntimeObserver.create({
        logger: mockServices.logger.mock(),
        timings: { firstBackoffMs: 20, maxBackoffMs: 100 },
        cluster: clusterConfig({
          connection: {
            url: gateway.url,
            token: server.token,
            skipTlsVerify: false,
          },
        }),
      }),
    ...applications,
    wasNudged: async (name: string) => {
      const { body } = await client.call(applications.path(name));
      return body.metadata.annotations?.[REFRESH] === 'normal';
    },
    stop: async () => {
      await gateway.stop();
      await server.stop();
    },
  };
}

describeWithEngine('On the real API server', missingKubeApiServer, () => {
  runtimeObserverSuite({ name: 'Argo CD', setup });

  it('names the permission that is missing, and trusts the configured authority', async () => {
    const server = await startKubeApiServer();
    const causes: string[] = [];
    for (const connection of [
      { token: server.powerlessToken, ca: server.ca },
      { token: 'wrong', ca: server.ca },
      { token: server.token, ca: undefined },
    ]) {
      causes.push(await firstCause({ url: server.url, ...connection }));
    }
    await server.stop();

    expect(causes[0]).toMatch(/grant it list and watch/);
    expect(causes[1]).toMatch(/Renew the token/);
    expect(causes[2]).toMatch(/TLS certificate is not accepted/);
  }, 90_000);
});

function firstCause(connection: {
  url: string;
  token: string;
  ca: string | undefined;
}): Promise<string> {
  const observer = ArgoCdRuntimeObserver.create({
    logger: mockServices.logger.mock(),
    cluster: clusterConfig({
      connection: { ...connection, skipTlsVerify: false },
    }),
  });
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const nothing = async () => undefined;
    observer
      .observe(
        {
          replace: nothing,
          update: nothing,
          remove: nothing,
          alive: nothing,
          silent: async cause => {
            controller.abort();
            resolve(cause);
          },
        },
        controller.signal,
      )
      .then(() => observer.close(), reject);
  });
}
