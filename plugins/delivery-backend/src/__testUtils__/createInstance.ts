import { join } from 'node:path';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  HealthSource,
  PreflightCheck,
  RuntimeObserver,
  RuntimeSink,
} from '@slipway/backstage-plugin-delivery-node';
import knexFactory, { type Knex } from 'knex';
import { readDeliveryConfig } from '../config/readDeliveryConfig';
import { createDelivery } from '../createDelivery';
import { builtinFormats } from '../formats';
import type { GitMirror } from '../git/GitMirror';
import type { GitFixture } from './GitFixture';
import { deliveryConfig, observation } from './startDelivery';

/** What the process that is to die has done so far. */
export interface Mortality {
  /** Dies right after this many writes and pushes. */
  diesAfter: number;
  done: number;
}

/** Opens the database of a file; a mortal one answers nothing after its death. */
export async function openFile(
  file: string,
  mortality?: Mortality,
): Promise<Knex> {
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  await knex.migrate.latest({
    directory: join(__dirname, '..', '..', 'migrations'),
  });
  if (mortality) {
    makeKnexMortal(knex, mortality);
  }
  return knex;
}

/** Another connection of its own to the same PostgreSQL database. */
export function connectAgain(knex: Knex, mortality?: Mortality): Knex {
  const { client, connection } = knex.client.config;
  const again = knexFactory({ client, connection });
  if (mortality) {
    makeKnexMortal(again, mortality);
  }
  return again;
}

/** Counts what is written of operations, upgrades, changes and ends, and answers nothing after the death. */
function makeKnexMortal(knex: Knex, mortality: Mortality) {
  const { client } = knex;
  const query = client._query.bind(client);
  client._query = async (connection: unknown, object: { sql: string }) => {
    assertAlive(mortality);
    const result = await query(connection, object);
    if (
      /^(insert into|update) [`"](operation|upgrade|changes|expiries)/i.test(
        object.sql,
      )
    ) {
      mortality.done++;
    }
    return result;
  };
}

function assertAlive(mortality: Mortality) {
  if (mortality.done >= mortality.diesAfter) {
    throw new Error('This process is dead');
  }
}

/** A runtime that follows the branch at once and is always content. */
export class FollowingObserver implements RuntimeObserver {
  readonly id = 'argocd:eu-1';
  readonly title = 'Argo CD eu-1';
  readonly clusters = ['eu-1'];
  readonly simulated = false;
  readonly #git: GitFixture;
  readonly #path: string;

  constructor(git: GitFixture, path: string) {
    this.#git = git;
    this.#path = path;
  }

  async observe(sink: RuntimeSink, signal: AbortSignal) {
    let seen: string | undefined;
    while (!signal.aborted) {
      const head = this.#git.head();
      if (head !== seen) {
        const text = this.#git.run(
          ['show', `${head}:${this.#path}/values.yaml`],
          this.#git.bare,
        );
        const tag = /tag: "([^"]+)"/.exec(text)?.[1];
        await sink.replace([
          observation(this.#git.url, this.#path, {
            images: [`registry.example.org/payments:${tag}`],
            sync: { status: 'in-sync', revision: head },
          }),
        ]);
        seen = head;
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }
}

/** A push counts as something done, and the dead do not push. */
function makeMortal(mirror: GitMirror, mortality: Mortality) {
  const push = mirror.push.bind(mirror);
  mirror.push = async (...args) => {
    assertAlive(mortality);
    const result = await push(...args);
    mortality.done++;
    return result;
  };
}

const quietAuditor = () =>
  mockServices.auditor.mock({
    createEvent: async () => ({
      success: async () => {},
      fail: async () => {},
    }),
  });

/** One replica of the plugin without its HTTP server. */
export async function createInstance(options: {
  git: GitFixture;
  knex: Knex;
  observers?: RuntimeObserver[];
  mortality?: Mortality;
  /** What is said of the repository beside its layout. */
  repository?: object;
  /** In place of a source of health that there is not. */
  healthSources?: HealthSource[];
  permissions?: PermissionsService;
  checks?: PreflightCheck[];
  /** In place of what is configured. */
  config?: object;
}) {
  const { git, knex, observers = [], mortality, repository } = options;
  const { healthSources = [], permissions, checks = [] } = options;
  const data = deliveryConfig(git.url, options.config);
  Object.assign(data.delivery.repositories[0], repository);
  const config = readDeliveryConfig(mockServices.rootConfig({ data }));
  const notifications = { send: jest.fn(async () => {}) };
  const signals = { publish: jest.fn(async () => {}) };
  const delivery = await createDelivery({
    ...{ config, knex, observers, notifications, signals },
    ...{ formats: builtinFormats(), checks, leaseTtlMs: 600 },
    upgradeSweepMs: 100,
    ...{ healthSources, trafficSources: [], usageSources: [] },
    auditor: quietAuditor(),
    auth: mockServices.auth(),
    catalog: catalogServiceMock({ entities: [] }),
    logger: mockServices.logger.mock(),
    permissions: permissions ?? mockServices.permissions(),
  });
  const { mirror } = delivery.repositories.get('gitops');
  if (mortality) {
    makeMortal(mirror, mortality);
  }
  const stop = new AbortController();
  const running = delivery.run(stop.signal).catch(() => {});
  return {
    ...{ delivery, mirror, notifications, signals },
    caller: { credentials: mockCredentials.user('user:default/oncall-1') },
    stop: async () => {
      stop.abort();
      await running;
    },
  };
}
