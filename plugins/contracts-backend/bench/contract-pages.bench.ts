/*
 * Measures how long the server takes for pages over 5,000 contracts with 20
 * versions each, of which every one has a consumer.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import knexFactory, { type Knex } from 'knex';
import { readContractsConfig } from '../src/config/readContractsConfig';
import { createContracts } from '../src/createContracts';
import { markChanged } from '../src/database/changeMark';
import { inChunks } from '../src/database/inChunks';
import { builtinFormats } from '../src/formats/builtinFormats';
import { DocumentStore } from '../src/versions/DocumentStore';

const CONTRACTS = 5_000;
const VERSIONS = 20;
const ROUNDS = 15;
const AT = '2026-11-21T10:00:00.000Z';

interface Figure {
  name: string;
  value: number;
  unit: string;
  limit: number;
  how: string;
}

const api = (index: number) => `api:default/api-${index}`;
const provider = (index: number) => `component:default/provider-${index}`;
const consumer = (index: number) => `component:default/consumer-${index}`;
const indexes = Array.from({ length: CONTRACTS }, (_none, index) => index);

type Insert = (table: string, rows: object[]) => Promise<unknown>;

/** What the catalog and delivery say. */
async function fillLandscape(insert: Insert) {
  await insert(
    'contracts',
    indexes.map(index => ({
      ...{ entity_ref: api(index), name: `api-${index}`, type: 'json-schema' },
      ...{ spec_type: 'json-schema', owner: `group:default/t-${index % 90}` },
      ...{ providers: JSON.stringify([provider(index)]), seen_at: AT },
    })),
  );
  await insert(
    'consumptions',
    indexes.map(index => ({
      ...{ consumer_ref: consumer(index), contract_ref: api(index) },
    })),
  );
  await insert(
    'live',
    indexes.flatMap(index =>
      [provider(index), consumer(index)].map(ref => ({
        ...{ id: ref, component_ref: ref, version: '1.19.0', stale: false },
        environment: 'prod',
      })),
    ),
  );
  await insert(
    'readings',
    ['catalog', 'git', 'delivery'].map(id => ({
      ...{ id, read_at: AT, environments: '["qa","prod"]' },
    })),
  );
}

function needsOf(index: number) {
  const need = {
    ...{ contract: api(index), builtAgainst: '1.10.0', evidence: 'declared' },
    uses: [{ operation: 'Order' }],
  };
  return JSON.stringify([need]);
}

/** What was published. */
async function fillVersions(insert: Insert, digests: readonly string[]) {
  await insert(
    'versions',
    indexes.flatMap(index =>
      digests.map((digest, minor) => ({
        ...{ entity_ref: api(index), version: `1.${minor}.0`, digest },
        ...{ type: 'json-schema', source: 'ci', published_at: AT },
      })),
    ),
  );
  await insert(
    'needs',
    indexes.flatMap(index =>
      digests.map((_digest, minor) => ({
        ...{ component_ref: consumer(index), version: `1.${minor}.0` },
        ...{ digest: 'd', published_at: AT, needs: needsOf(index) },
      })),
    ),
  );
}

async function fill(knex: Knex) {
  const documents = DocumentStore.create(knex);
  const digests: string[] = [];
  for (let minor = 0; minor < VERSIONS; minor++) {
    const document = JSON.stringify({ title: 'Order', minLength: minor });
    const outline = { elements: [{ operation: 'Order', kind: 'message' }] };
    digests.push(await documents.put(document, { outline }));
  }
  const insert: Insert = (table, rows) =>
    inChunks(rows, async part => {
      await knex(table).insert(part);
    });
  await fillLandscape(insert);
  await fillVersions(insert, digests);
  await markChanged(knex);
}

function createServices(knex: Knex) {
  const nothing = async () => {};
  const allow = async (asked: readonly unknown[]) =>
    asked.map(() => ({ result: AuthorizeResult.ALLOW }));
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const config = { getOptionalConfig: () => undefined } as never;
  return createContracts({
    ...{ knex, formats: builtinFormats },
    config: readContractsConfig({
      ...{ getOptionalConfig: () => undefined },
      getOptionalString: () => undefined,
    } as never),
    ...{ auth: config, catalog: config, discovery: config },
    logger: quiet as never,
    permissions: { authorize: allow, authorizeConditional: allow } as never,
    signals: { publish: nothing } as never,
  });
}

/** The middle of some tries, after one that warms up. */
async function median(work: () => Promise<unknown>): Promise<number> {
  await work();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
}

async function measure(knex: Knex): Promise<Figure[]> {
  const contracts = createServices(knex);
  const { services } = contracts;
  const caller = { credentials: undefined as never };
  const from = performance.now();
  await contracts.updateStates();
  const first = performance.now() - from;
  const again = await median(() => contracts.updateStates());
  const page = (name: string, work: () => Promise<unknown>) => async () => ({
    ...{ name, unit: 'ms', limit: 50, value: await median(work) },
    how: `median of ${ROUNDS}, ${CONTRACTS} contracts × ${VERSIONS} versions`,
  });
  const list = (filter: object) => () =>
    services.contracts.list(filter, { limit: 50 }, caller);
  const pages = [
    page('page of integration points', list({})),
    page('page of those with gaps', list({ gap: 'any' })),
    page('page found by a word', list({ search: 'api-4711' })),
    page('page of a contract', () => services.contracts.get(api(17), caller)),
    page('its versions', () => services.versions.list(api(17), caller)),
    page('its consumers', () =>
      services.consumers.list(api(17), undefined, caller),
    ),
  ];
  const figures: Figure[] = [];
  for (const one of pages) {
    figures.push(await one());
  }
  await contracts.stop();
  const how = 'what pages read';
  return [
    ...figures,
    { name: 'states, told anew', value: first, unit: 'ms', limit: 60_000, how },
    { name: 'states, unchanged', value: again, unit: 'ms', limit: 3_000, how },
  ];
}

async function main() {
  const directory = mkdtempSync(join(tmpdir(), 'contract-pages-'));
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: join(directory, 'contracts.sqlite') },
    useNullAsDefault: true,
  });
  // eslint-disable-next-line no-restricted-syntax
  const migrations = join(__dirname, '..', 'migrations');
  await knex.migrate.latest({ directory: migrations });
  await fill(knex);
  const figures = await measure(knex);
  await knex.destroy();
  rmSync(directory, { recursive: true, force: true });
  for (const { name, value, unit, limit } of figures) {
    process.stdout.write(
      `${value <= limit ? 'ok  ' : 'OVER'} ${name}: ${value.toFixed(1)} ${unit} (limit ${limit})\n`,
    );
  }
  const file = process.argv[2];
  mkdirSync(dirname(file), { recursive: true });
  const machine = { cpus: cpus().length, node: process.version };
  const report = { at: new Date().toISOString(), machine, figures };
  writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
  process.exitCode = figures.every(each => each.value <= each.limit) ? 0 : 1;
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
