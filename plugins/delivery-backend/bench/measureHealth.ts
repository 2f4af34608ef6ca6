import type {
  DeploymentHealth,
  HealthResponse,
} from '@slipway/backstage-plugin-delivery-common';
import type { HealthSource } from '@slipway/backstage-plugin-delivery-node';
import type { Knex } from 'knex';
import { HealthStore } from '../src/health/HealthStore';
import { record, repeat, timed } from './figures';

const NOT_ASKED = () => {
  throw new Error('A page asked the source of health.');
};

/** A source that must not be asked: pages read the database. */
export const silentSource: HealthSource = {
  ...{ id: 'bench', title: 'Bench', simulated: true, claims: () => false },
  ...{ survey: NOT_ASKED, counts: NOT_ASKED, series: NOT_ASKED },
};

function healthOf(deploymentId: string, index: number): DeploymentHealth {
  const window = {
    ...{ from: '2026-11-19T12:07:00.000Z', to: '2026-11-19T13:07:00.000Z' },
    ...{ requests: 16_900 + index, errors: 17, errorRatio: 0.001, rate: 4.7 },
    ...{ p50: 0.049, p95: 0.2346, p99: 0.4161 },
  };
  return {
    ...{ deploymentId, status: 'healthy', errorLimit: 0.006, simulated: true },
    ...{ message: '0.1 % failed in the last hour (n = 16,900)' },
    ...{ source: 'bench', profile: 'prom-client', now: window, before: window },
    errors: { result: 'same', pValue: 0.4, message: 'no change' },
    latency: { result: 'same', pValue: 0.6, message: 'no change' },
    sparkline: {
      ...{ from: 1_795_000_000, step: 120 },
      values: Array.from({ length: 60 }, (_, at) => ((at * 7) % 13) / 10_000),
    },
    ...{ slos: [], alerts: [], problems: [] },
    measuredAt: new Date().toISOString(),
  };
}

/** The page of a fleet with the health of every deployment, from the database alone. */
export async function measureHealth(api: string, knex: Knex) {
  const rows: { id: string; component: string }[] = await knex('deployments')
    .select('id', 'component')
    .limit(2_000);
  const store = HealthStore.create(knex);
  const now = new Date().toISOString();
  await knex('sources').insert({ id: 'bench', last_seen_at: now });
  const snapshots = rows.map(({ id, component }, index) => ({
    source: 'bench',
    target: {
      ...{ deploymentId: id, component, environment: 'prod' },
      ...{ entityRef: `component:default/${component}`, annotations: {} },
    },
    health: healthOf(id, index),
  }));
  record({
    name: 'keep one round of 2,000 deployments',
    value: await timed(() => store.putSnapshots(snapshots)),
    ...{ unit: 'ms', limit: 2_000, how: 'once per interval, on one replica' },
  });
  const ask = async () => {
    const response = await fetch(`${api}/health`);
    const { items } = (await response.json()) as HealthResponse;
    if (items.filter(({ status }) => status === 'healthy').length < 2_000) {
      throw new Error(`Only ${items.length} deployments have health.`);
    }
  };
  record({
    name: 'health of 2,000 deployments, first time',
    value: await timed(ask),
    ...{
      unit: 'ms',
      limit: 1_000,
      how: 'over HTTP, read and parsed by the asker',
    },
  });
  record({
    name: 'health of 2,000 deployments, again',
    value: await repeat(21, () => timed(ask)),
    ...{
      unit: 'ms',
      limit: 100,
      how: 'median of 21, the same way; 50 ms of it may be the server’s',
    },
  });
}
