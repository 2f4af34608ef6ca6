import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type BackendFeature,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  type TestBackend,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  type RuntimeObservation,
  type RuntimeObserver,
  type RuntimeSink,
  deliveryRuntimeObserversExtensionPoint,
} from '@slipway/backstage-plugin-delivery-node';
import request from 'supertest';
import deliveryPlugin from '..';

/** An observer whose observations a test gives by hand. */
export class ManualObserver implements RuntimeObserver {
  readonly id = 'argocd:eu-1';
  readonly title = 'Argo CD eu-1';
  readonly clusters = ['eu-1'];
  readonly simulated = false;
  readonly nudged: string[] = [];
  #sink?: RuntimeSink;
  #ready: () => void = () => {};
  readonly #started = new Promise<void>(resolve => {
    this.#ready = resolve;
  });

  async observe(sink: RuntimeSink, signal: AbortSignal) {
    this.#sink = sink;
    this.#ready();
    await new Promise<void>(resolve => {
      signal.addEventListener('abort', () => resolve());
    });
  }

  async sink(): Promise<RuntimeSink> {
    await this.#started;
    return this.#sink!;
  }

  async nudge(key: string) {
    this.nudged.push(key);
  }
}

/** An observation of one folder in sync and healthy, with what a test changes. */
export function observation(
  url: string,
  path: string,
  change: Partial<RuntimeObservation> = {},
): RuntimeObservation {
  return {
    key: `argocd/${path.replace(/\//g, '-')}`,
    locator: { sources: [{ repoUrl: url, path }], name: path, labels: {} },
    cluster: 'eu-1',
    images: ['registry.example.org/payments:2.4.0'],
    sync: { status: 'in-sync' },
    health: { status: 'healthy' },
    history: [],
    ...change,
  };
}

/** The plugin, started whole, with a real repository. */
export interface StartedDelivery {
  backend: TestBackend;
  observer: ManualObserver;
  api: ReturnType<typeof request>;
  /** Waits until a request's answer is as wished. */
  until<T>(path: string, wished: (body: T) => boolean): Promise<T>;
}

/** Waits for a condition, with a deadline. */
export async function eventually<T>(
  look: () => Promise<T | undefined>,
  what: string,
  deadlineMs = 20_000,
): Promise<T> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) {
      return found;
    }
    if (Date.now() > end) {
      throw new Error(`Waited in vain for ${what}`);
    }
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}

/** Configuration of one repository with the layout of the tests. */
export function deliveryConfig(
  url: string,
  more: object = {},
  refresh: object = { milliseconds: 200 },
) {
  return {
    delivery: {
      cacheDirectory: mkdtempSync(join(tmpdir(), 'slipway-mirrors-')),
      environments: [
        { name: 'dev' },
        { name: 'qa' },
        { name: 'acc', rollback: 'roll-forward-only' },
        { name: 'prod', title: 'Production' },
      ],
      repositories: [
        {
          id: 'gitops',
          url,
          refresh,
          commitUrl: 'https://git.example.org/gitops/commit/{commit}',
          layouts: [
            { path: 'prod/{tenant}/{component}', environment: 'prod' },
            { path: '{environment}/{component}' },
          ],
        },
      ],
      operations: { convergeTimeout: { seconds: 20 } },
      ...more,
    },
  };
}

function moduleOf(observer: RuntimeObserver) {
  return createBackendModule({
    pluginId: 'delivery',
    moduleId: 'manual',
    register(env) {
      env.registerInit({
        deps: { point: deliveryRuntimeObserversExtensionPoint },
        init: async ({ point }) => point.addObserver(observer),
      });
    },
  });
}

/** Starts the plugin with a manual observer. */
export async function startDelivery(options: {
  url: string;
  config?: object;
  /** How often the remote is asked. */
  refresh?: object;
  features?: BackendFeature[];
  /** In place of an empty catalog. */
  catalog?: BackendFeature[];
}): Promise<StartedDelivery> {
  const observer = new ManualObserver();
  const backend = await startTestBackend({
    features: [
      deliveryPlugin,
      moduleOf(observer),
      ...(options.catalog ?? [catalogServiceMock.factory({ entities: [] })]),
      mockServices.rootConfig.factory({
        data: {
          ...deliveryConfig(options.url, options.config, options.refresh),
        },
      }),
      ...(options.features ?? []),
    ],
  });
  const api = request(backend.server);
  return {
    backend,
    observer,
    api,
    until: (path, wished) =>
      eventually(async () => {
        const response = await api.get(`/api/delivery/v1${path}`);
        return response.status === 200 && wished(response.body)
          ? response.body
          : undefined;
      }, `GET ${path}`),
  };
}
