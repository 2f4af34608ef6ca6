import { join } from 'node:path';
import { GitReader } from '../reconcile/GitReader';
import { SANDBOX_CLUSTERS } from '../reconcile/places';
import { findPrometheus } from './findPrometheus';
import {
  type Density,
  type ServedVersion,
  openMetricsHistory,
} from './history';
import { PrometheusServer } from './PrometheusServer';
import { servedVersions } from './servedVersions';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** As often as they are read from now on, so that charts can be looked into closely. */
const CLOSE: Density = { from: 3 * HOUR, to: 0, step: 5 };
const RECENT: Density = { from: 3 * HOUR, to: 0, step: 15 };
const DAY_BEFORE: Density = { from: 26 * HOUR, to: 3 * HOUR, step: 60 };
const WEEKS_BEFORE: Density = { from: 20 * DAY, to: 26 * HOUR, step: 60 };

/** Who calls whom is asked hour by hour, for a week. */
const CALLS: readonly Density[] = [
  { from: 8 * DAY, to: 3 * HOUR, step: HOUR / 2 },
  { from: 3 * HOUR, to: 0, step: HOUR / 60 },
];

/** Services that the story is about. */
const STORY = ['payments', 'ledger'];

/** The story's own service has weeks behind it, what serves customers a day. */
function densities({ cluster, component }: ServedVersion): Density[] {
  const inProd = cluster.environment === 'prod';
  return [
    ...(inProd && component === 'payments' ? [WEEKS_BEFORE] : []),
    ...(inProd ? [DAY_BEFORE] : []),
    inProd && STORY.includes(component) ? CLOSE : RECENT,
  ];
}

/**
 * Starts a Prometheus beside the services, when the machine has one. Its past
 * is written the first time.
 *
 * @returns undefined without one; everything else works without it
 */
export async function startPrometheus(options: {
  directory: string;
  repository: string;
  servicesUrl: string;
  now: Date;
  env: Record<string, string | undefined>;
  say?: (line: string) => void;
}): Promise<PrometheusServer | undefined> {
  const { repository, now, env, say } = options;
  const programs = await findPrometheus(env);
  if (!programs) {
    say?.(
      'Health is not measured: this machine has no Prometheus (on Debian: apt-get install prometheus).',
    );
    return undefined;
  }
  const directory = join(options.directory, 'prometheus');
  const server = new PrometheusServer({ directory, programs });
  try {
    if (await server.isNew()) {
      const reader = new GitReader(repository);
      const served = await servedVersions(reader, SANDBOX_CLUSTERS);
      await server.backfill(openMetricsHistory(served, now, densities, CALLS));
    }
    await server.start(options.servicesUrl);
    return server;
  } catch (error) {
    say?.(
      `Health is not measured: Prometheus could not be started: ${(error as Error).message}`,
    );
    await server.stop();
    return undefined;
  }
}
