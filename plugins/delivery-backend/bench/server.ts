import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import express from 'express';
import knexFactory, { type Knex } from 'knex';
import {
  type DeliveryConfig,
  readDeliveryConfig,
} from '../src/config/readDeliveryConfig';
import { createDelivery } from '../src/createDelivery';
import { builtinFormats } from '../src/formats';
import { createRouter } from '../src/router';
import { silentSource } from './measureHealth';

function configFor(url: string, directory: string) {
  return readDeliveryConfig(
    mockServices.rootConfig({
      data: {
        delivery: {
          cacheDirectory: join(directory, 'mirrors'),
          environments: [{ name: 'dev' }, { name: 'qa' }, { name: 'prod' }],
          repositories: [
            {
              ...{ id: 'gitops', url, refresh: { hours: 1 } },
              layouts: [
                { path: 'prod/{tenant}/{component}', environment: 'prod' },
                { path: '{environment}/{component}' },
              ],
            },
          ],
        },
      },
    }),
  );
}

async function openDatabase(directory: string) {
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: join(directory, 'delivery.sqlite') },
    useNullAsDefault: true,
  });
  await knex.migrate.latest({ directory: join(__dirname, '..', 'migrations') });
  return knex;
}

function createServices(config: DeliveryConfig, knex: Knex) {
  const nothing = async () => {};
  return createDelivery({
    ...{ config, knex, observers: [], checks: [], formats: builtinFormats() },
    healthSources: [silentSource],
    trafficSources: [],
    usageSources: [],
    auditor: { createEvent: async () => ({ success: nothing, fail: nothing }) },
    auth: mockServices.auth(),
    catalog: catalogServiceMock({ entities: [] }),
    logger: quietLogger(),
    notifications: { send: nothing },
    permissions: mockServices.permissions(),
    signals: { publish: nothing },
  });
}

const httpAuth: HttpAuthService = {
  credentials: (async () =>
    mockCredentials.user(
      'user:default/oncall-1',
    )) as unknown as HttpAuthService['credentials'],
  issueUserCookie: async () => ({ expiresAt: new Date() }),
};

/** The plugin on a database file, with its HTTP API on loopback. */
export async function startServer(url: string, directory: string) {
  const knex = await openDatabase(directory);
  const delivery = await createServices(configFor(url, directory), knex);
  const app = express();
  app.use('/v1', createRouter({ httpAuth, ...delivery.services }));
  const server = app.listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = new AbortController();
  return {
    ...{ knex, delivery, api: `http://127.0.0.1:${port}/v1` },
    run: () => delivery.run(stop.signal),
    stop: async (running: Promise<unknown>) => {
      stop.abort();
      await running;
      server.close();
      server.closeAllConnections();
      await knex.destroy();
    },
  };
}

function quietLogger() {
  const silent = () => {};
  const logger = {
    debug: silent,
    info: silent,
    warn: silent,
    error: silent,
    child: () => logger,
  };
  return logger;
}
