import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import eventsPlugin from '@backstage/plugin-events-backend';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import deliveryPlugin from '@slipway/backstage-plugin-delivery-backend';
import argocdModule from '@slipway/backstage-plugin-delivery-backend-module-argocd';
import { until } from '@slipway/backstage-plugin-delivery-node/testUtils';
import type { JsonObject } from '@backstage/types';
import { GitRepository } from './GitRepository';

/** The parts of the portal that deliver, started as `index.ts` adds them. */
export interface StartedPortal {
  url: string;
  /** The answer of `/api/delivery/v1`, of any status. */
  get(path: string): Promise<Response>;
  /** Waits until an answer is as wished. */
  untilBody<T>(path: string, wished: (body: T) => unknown): Promise<T>;
  stop(): Promise<void>;
}

const WAIT = { timeoutMs: 20_000 };

/** A folder of the test's own with repositories in it. */
export function createRepositories(...names: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-portal-'));
  return {
    folder,
    repositories: names.map(name => GitRepository.create(folder, name)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Configuration of repositories that nobody asks but by a webhook. */
export function deliveryConfig(
  folder: string,
  repositories: Record<string, GitRepository>,
  more: JsonObject = {},
): JsonObject {
  return {
    cacheDirectory: join(folder, 'mirrors'),
    environments: [{ name: 'prod' }],
    repositories: Object.entries(repositories).map(([id, { url }]) => ({
      ...{ id, url, refresh: '1h' },
      layouts: [{ path: '{environment}/{component}' }],
    })),
    ...more,
  };
}

/**
 * What the events module of a Git host is made of. It loads its parts by a
 * dynamic import, which the tests' runner does not offer, so they are required.
 */
function eventsModule(host: 'github' | 'gitlab'): BackendFeature[] {
  const name = `@backstage/plugin-events-backend-module-${host}`;
  const folder = join(dirname(require.resolve(name)), 'service');
  const title = host === 'github' ? 'Github' : 'Gitlab';
  return ['Webhook', 'EventRouter'].map(
    part => require(join(folder, `eventsModule${title}${part}.cjs.js`)).default,
  );
}

/** A bus between replicas keeps a connection open, for which a stop waits. */
function withoutBus({ events, ...config }: JsonObject): JsonObject {
  return { ...config, events: { ...(events as object), useEventBus: 'never' } };
}

/** Starts the parts of the portal that deliver on a free port. */
export async function startPortal(config: JsonObject): Promise<StartedPortal> {
  const backend = await startTestBackend({
    features: [
      eventsServiceFactory,
      eventsPlugin,
      ...eventsModule('github'),
      ...eventsModule('gitlab'),
      deliveryPlugin,
      argocdModule,
      catalogServiceMock.factory({ entities: [] }),
      mockServices.rootConfig.factory({ data: withoutBus(config) }),
    ],
  });
  const url = `http://localhost:${backend.server.port()}`;
  const get = (path: string) => fetch(`${url}/api/delivery/v1${path}`);
  return {
    ...{ url, get },
    untilBody: <T>(path: string, wished: (body: T) => unknown) =>
      until(
        `GET ${path}`,
        async () => {
          const response = await get(path);
          const body = (await response.json()) as T;
          return response.ok && wished(body) ? body : undefined;
        },
        WAIT,
      ),
    stop: () => backend.stop(),
  };
}
