import { mkdtempSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  type BackendFeature,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
// The real one answers, so that nothing of it is guessed.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import deliveryPlugin from '@slipway/backstage-plugin-delivery-backend';
import {
  deliveryRuntimeObserversExtensionPoint,
  type RuntimeSink,
} from '@slipway/backstage-plugin-delivery-node';
import request from 'supertest';
import scaffolderModuleDelivery from '..';
import { type Api, eventually, type Tasks, tasksOf } from './tasks';

export { eventually, type Step } from './tasks';

/** The scaffolder and what its actions call, started whole. */
export interface StartedScaffolder extends Tasks {
  backend: TestBackend;
  api: Api;
  /** Entities of the catalog, to be added to. */
  entities: Entity[];
  /** What the runtime says. */
  sink: Promise<RuntimeSink>;
  until<T>(path: string, wished: (body: T) => boolean): Promise<T>;
}

/** Fills the workspace, as fetch:template would. */
const filesAction = createTemplateAction({
  ...{ id: 'test:files', supportsDryRun: true },
  schema: { input: { files: z => z.record(z.string()) } },
  async handler({ input, workspacePath }) {
    for (const [path, text] of Object.entries(input.files)) {
      const file = join(workspacePath, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
  },
});

/** What templates of tests need beside the actions of this package. */
function helpersModule(helpers: StartOptions['helpers'] = {}) {
  return createBackendModule({
    pluginId: 'scaffolder',
    moduleId: 'test-helpers',
    register(reg) {
      reg.registerInit({
        deps: { actions: scaffolderActionsExtensionPoint },
        async init({ actions }) {
          for (const [id, handler] of Object.entries(helpers)) {
            actions.addActions(
              createTemplateAction({ id, supportsDryRun: true, handler }),
            );
          }
          actions.addActions(filesAction);
          actions.addActions(
            createTemplateAction({
              id: 'test:fail',
              handler: async () => {
                throw new Error('The later step fails');
              },
            }),
          );
        },
      });
    },
  });
}

function runtimeModule(onSink: (sink: RuntimeSink) => void) {
  return createBackendModule({
    pluginId: 'delivery',
    moduleId: 'manual',
    register(reg) {
      reg.registerInit({
        deps: { point: deliveryRuntimeObserversExtensionPoint },
        async init({ point }) {
          point.addObserver({
            ...{ id: 'argocd:eu-1', title: 'Argo CD eu-1', simulated: false },
            clusters: ['eu-1'],
            async observe(sink, signal) {
              onSink(sink);
              await new Promise<void>(resolve => {
                signal.addEventListener('abort', () => resolve());
              });
            },
            nudge: async () => {},
          });
        },
      });
    },
  });
}

export interface StartOptions {
  url: string;
  delivery?: object;
  repository?: object;
  scaffolder?: object;
  features?: BackendFeature[];
  entities?: Entity[];
  /** Actions that only this test has. */
  helpers?: Record<string, () => Promise<void>>;
}

function configOf({ url, delivery, repository, scaffolder }: StartOptions) {
  return {
    backend: {
      workingDirectory: mkdtempSync(join(tmpdir(), 'slipway-workspaces-')),
    },
    scaffolder,
    delivery: {
      cacheDirectory: mkdtempSync(join(tmpdir(), 'slipway-mirrors-')),
      environments: [
        ...[{ name: 'dev' }, { name: 'qa' }, { name: 'qa-2' }],
        { name: 'prod', title: 'Production' },
      ],
      repositories: [
        {
          ...{ id: 'gitops', url, refresh: { milliseconds: 200 } },
          commitUrl: 'https://git.example.org/gitops/commit/{commit}',
          layouts: [
            { path: 'prod/{tenant}/{component}', environment: 'prod' },
            { path: '{environment}/{component}' },
          ],
          writableFolders: ['tenants', 'names'],
          ...repository,
        },
      ],
      operations: { convergeTimeout: { seconds: 20 } },
      ...delivery,
    },
  };
}

/** A catalog of entities that a test adds to as it goes. */
function liveCatalog(entities: readonly Entity[]) {
  const catalog = () => catalogServiceMock({ entities: [...entities] });
  return new Proxy(catalog(), {
    get: (_, key) => {
      // A new one each time, because it never looks at its entities again.
      const now = catalog();
      const found = Reflect.get(now, key) as unknown;
      return typeof found === 'function' ? found.bind(now) : found;
    },
  });
}

/** Starts the real scaffolder with our actions, and the real delivery plugin. */
export async function startScaffolder(
  options: StartOptions,
): Promise<StartedScaffolder> {
  const entities: Entity[] = options.entities ?? [];
  let onSink: (sink: RuntimeSink) => void = () => {};
  const sink = new Promise<RuntimeSink>(resolve => {
    onSink = resolve;
  });
  const backend = await startTestBackend({
    features: [
      ...[scaffolderPlugin, scaffolderModuleDelivery, deliveryPlugin],
      ...[helpersModule(options.helpers), runtimeModule(onSink)],
      createServiceFactory({
        ...{ service: catalogServiceRef, deps: {} },
        factory: () => liveCatalog(entities),
      }),
      mockServices.rootConfig.factory({ data: configOf(options) }),
      ...(options.features ?? []),
    ],
  });
  const api = request(backend.server);
  const until = <T>(path: string, wished: (body: T) => boolean) =>
    eventually(async () => {
      const { status, body } = await api.get(`/api/delivery/v1${path}`);
      return status === 200 && wished(body) ? (body as T) : undefined;
    }, `GET ${path}`);
  await until<{ items: { head?: string }[] }>('/repositories', ({ items }) =>
    items.every(({ head }) => head),
  );
  return {
    ...{ backend, api, entities, sink, until },
    ...tasksOf(api, entities),
  };
}
