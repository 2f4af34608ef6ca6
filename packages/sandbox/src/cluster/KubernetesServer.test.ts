import {
  APPLICATIONS,
  DEPLOYMENTS,
  kubernetesApiSuite,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { KubernetesServer } from './KubernetesServer';
import { ObjectStore } from './ObjectStore';
import { resourceKind } from './resources';

const TOKEN = 'a token for this test alone';

async function setup() {
  const store = new ObjectStore({ now: () => new Date() });
  store.create(resourceKind('namespaces'), { metadata: { name: 'argocd' } });
  const server = new KubernetesServer({ store, token: TOKEN });
  await server.start();
  return {
    url: server.url,
    token: TOKEN,
    forget: async () => store.forget(),
    stop: () => server.stop(),
  };
}

for (const resource of [APPLICATIONS, DEPLOYMENTS]) {
  kubernetesApiSuite({ name: 'The simulated cluster', resource, setup });
}
