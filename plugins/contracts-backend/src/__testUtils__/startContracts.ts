import {
  type BackendFeature,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  type TestBackend,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Router } from 'express';
import request from 'supertest';
import contractsPlugin from '..';

/** What runs where, as the plugin `delivery` of a test says. */
export interface FakeDelivery {
  deployments: object[];
  /** Answer about calls. */
  calls?: object;
  /** Answers with this status instead. */
  fails?: number;
}

/** The part of the plugin `delivery` that is asked; its shapes are those of its API. */
function fakeDelivery(state: FakeDelivery): BackendFeature {
  return createBackendPlugin({
    pluginId: 'delivery',
    register(env) {
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        async init({ httpRouter }) {
          const router = Router();
          router.use((_req, res, next) =>
            state.fails ? void res.status(state.fails).json({}) : next(),
          );
          router.get('/v1/environments', (_req, res) => {
            const items = ['dev', 'qa', 'acc', 'prod'].map((name, order) => ({
              ...{ name, order },
            }));
            res.json({ items: items.reverse() });
          });
          router.get('/v1/calls', (_req, res) => {
            res.json(state.calls ?? { items: [], watched: [], sources: [] });
          });
          router.get('/v1/deployments', (req, res) => {
            const from = Number(req.query.cursor ?? 0);
            const to = from + 2;
            res.json({
              items: state.deployments.slice(from, to),
              ...(to < state.deployments.length && { nextCursor: String(to) }),
            });
          });
          httpRouter.use(router);
        },
      });
    },
  });
}

/** A deployment as the API of `delivery` gives it. */
export function deployment(
  component: string,
  version: string,
  environment: string,
  more: { tenant?: string; desired?: string; stale?: boolean } = {},
) {
  return {
    id: `${component}-${environment}-${more.tenant ?? ''}`,
    entityRef: `component:default/${component}`,
    ...{ component, environment, tenant: more.tenant, cluster: 'eu-1' },
    desired: { version: more.desired ?? version },
    live: { version, stale: more.stale ?? false },
  };
}

/** An API of the catalog with its relations. */
export function apiEntity(
  name: string,
  options: {
    type?: string;
    definition?: string;
    providers?: string[];
    consumers?: string[];
    owner?: string;
  } = {},
): Entity {
  const { type = 'openapi', definition = '', owner } = options;
  const relations = (kind: string, names: string[] = []) =>
    names.map(each => ({
      type: kind,
      targetRef: `component:default/${each}`,
    }));
  return {
    ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'API' },
    metadata: { name, namespace: 'default' },
    spec: { type, lifecycle: 'production', owner: owner ?? '', definition },
    relations: [
      ...relations('apiProvidedBy', options.providers),
      ...relations('apiConsumedBy', options.consumers),
      ...(owner ? [{ type: 'ownedBy', targetRef: owner }] : []),
    ],
  };
}

/** The plugin, started whole. */
export interface StartedContracts {
  backend: TestBackend;
  api: ReturnType<typeof request>;
  delivery: FakeDelivery;
  /** Waits until a request's answer is as wished. */
  until<T>(path: string, wished: (body: T) => boolean): Promise<T>;
}

const DEADLINE_MS = 20_000;

/** Waits for a condition, with a deadline. */
export async function eventually<T>(
  look: () => Promise<T | undefined>,
  what: string,
): Promise<T> {
  const end = Date.now() + DEADLINE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`It never came to ${what}`);
    await new Promise(resolve => {
      setTimeout(resolve, 25);
    });
  }
}

/** Starts the plugin with a catalog and a plugin `delivery` of the test's making. */
export async function startContracts(options: {
  entities: Entity[];
  deployments?: object[];
  calls?: object;
  config?: object;
  features?: BackendFeature[];
}): Promise<StartedContracts> {
  const delivery: FakeDelivery = {
    ...{ deployments: options.deployments ?? [], calls: options.calls },
  };
  const backend = await startTestBackend({
    features: [
      contractsPlugin,
      fakeDelivery(delivery),
      catalogServiceMock.factory({ entities: options.entities }),
      mockServices.rootConfig.factory({
        data: {
          contracts: {
            catalog: { refresh: { seconds: 1 } },
            live: { refresh: { seconds: 1 } },
            ...options.config,
          },
        },
      }),
      ...(options.features ?? []),
    ],
  });
  const api = request(backend.server);
  return {
    ...{ backend, api, delivery },
    until: (path, wished) =>
      eventually(async () => {
        const response = await api.get(`/api/contracts/v1${path}`);
        return response.status === 200 && wished(response.body)
          ? response.body
          : undefined;
      }, `GET ${path}`),
  };
}
