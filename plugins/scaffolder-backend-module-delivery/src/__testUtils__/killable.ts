/*
 * A backend in a process of its own, which dies at a named moment as a machine
 * does: without a word. Started by killed.test.ts.
 */
import { join } from 'node:path';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  createTemplateAction,
  scaffolderActionsExtensionPoint,
} from '@backstage/plugin-scaffolder-node';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
// The real one answers, so that nothing of it is guessed.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import deliveryPlugin from '@slipway/backstage-plugin-delivery-backend';
import scaffolderModuleDelivery from '..';

/** Where the process dies; nowhere when it lives on. */
export type KillAt = 'before the push' | 'after the push' | 'after the step';

interface Settings {
  directory: string;
  remote: string;
  port: number;
  killAt?: KillAt;
}

const settings = JSON.parse(process.argv[2]) as Settings;
const { directory, remote, port, killAt } = settings;

function die() {
  process.kill(process.pid, 'SIGKILL');
}

/** Dies around the request that pushes, so that the moment is exact. */
const original = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const isPush =
    init?.method === 'POST' &&
    /\/changes$/.test(new URL(String(input)).pathname);
  if (isPush && killAt === 'before the push') die();
  const response = await original(input, init);
  if (isPush && killAt === 'after the push') die();
  return response;
};

const lateAction = createTemplateAction({
  id: 'test:late',
  handler: async () => {
    if (killAt === 'after the step') die();
  },
});

const helpers = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'test-helpers',
  register(reg) {
    reg.registerInit({
      deps: { actions: scaffolderActionsExtensionPoint },
      init: async ({ actions }) => actions.addActions(lateAction),
    });
  },
});

const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: {
    ...{ name: 'killed', namespace: 'default' },
    annotations: {
      'backstage.io/managed-by-location': 'url:https://git.example.org/killed',
    },
  },
  spec: {
    ...{ type: 'service', parameters: [] },
    // What Backstage asks of a template that may be begun again.
    EXPERIMENTAL_recovery: { EXPERIMENTAL_strategy: 'startOver' },
    steps: [
      {
        ...{ id: 'create', action: 'delivery:deployment:create' },
        input: {
          ...{ environment: 'dev', component: 'orders' },
          files: [{ path: 'values.yaml', text: 'image: { tag: 1.0.0 }\n' }],
        },
      },
      { id: 'late', action: 'test:late' },
    ],
    output: { commit: "${{ steps['create'].output.commit }}" },
  },
};

const config = {
  backend: {
    ...{ baseUrl: `http://127.0.0.1:${port}`, workingDirectory: directory },
    listen: { host: '127.0.0.1', port },
    database: {
      client: 'better-sqlite3',
      connection: { directory: join(directory, 'database') },
    },
  },
  permission: { enabled: false },
  scaffolder: { taskRecovery: { enabled: true, staleTimeout: { seconds: 2 } } },
  delivery: {
    cacheDirectory: join(directory, 'mirrors'),
    environments: [{ name: 'dev' }],
    repositories: [
      {
        ...{ id: 'gitops', url: remote, refresh: { milliseconds: 200 } },
        layouts: [{ path: '{environment}/{component}' }],
      },
    ],
  },
};

const backend = createBackend();
for (const feature of [
  ...[scaffolderPlugin, deliveryPlugin, scaffolderModuleDelivery, helpers],
  mockServices.rootConfig.factory({ data: config }),
  mockServices.auth.factory(),
  mockServices.httpAuth.factory(),
  mockServices.userInfo.factory(),
  catalogServiceMock.factory({ entities: [template] }),
]) {
  backend.add(feature);
}
backend.start();
