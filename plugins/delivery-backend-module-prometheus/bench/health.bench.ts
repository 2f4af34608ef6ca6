/*
 * Measures a survey of 2,000 deployments against a real Prometheus, and what
 * the existing Prometheus plugin asks of the same server to show as much.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { ConfigReader } from '@backstage/config';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  missingPrometheus,
  startGateway,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { readPrometheusConfig } from '../src/config/readPrometheusConfig';
import { PrometheusHealthSource } from '../src/PrometheusHealthSource';
import {
  questionsOfExistingPlugin,
  SIZE,
  startLandscape,
  targets,
} from './landscape';

interface Figure {
  name: string;
  value: number;
  unit: string;
  limit: number;
  how: string;
}

/** A browser asks one host so many things at a time. */
const BROWSER_CONNECTIONS = 6;
const TABS = 100;

const figures: Figure[] = [];

function record(figure: Figure) {
  figures.push(figure);
  const mark = figure.value <= figure.limit ? 'ok  ' : 'OVER';
  process.stdout.write(
    `${mark} ${figure.name}: ${figure.value.toFixed(3)} ${figure.unit} (limit ${figure.limit})\n`,
  );
}

async function timed<T>(work: () => Promise<T>) {
  const from = performance.now();
  const answer = await work();
  return { answer, ms: performance.now() - from };
}

function createSource(url: string, now: number) {
  const silent = () => {};
  const logger: LoggerService = {
    ...{ debug: silent, info: silent, warn: silent, error: silent },
    child: () => logger,
  };
  const config = readPrometheusConfig(
    new ConfigReader({
      delivery: {
        prometheus: {
          servers: [
            {
              ...{ name: 'bench', url, timeout: '60s' },
              scrapeInterval: `${SIZE.scrapeInterval}s`,
            },
          ],
        },
      },
    }),
  );
  return PrometheusHealthSource.create({
    ...{ server: config.servers[0], config, logger, now: () => now * 1000 },
  });
}

/** Asks all of it, as many at a time as a browser does. */
async function askAll(urls: readonly string[]): Promise<number> {
  const waiting = [...urls];
  let bytes = 0;
  const work = async () => {
    for (let url = waiting.pop(); url; url = waiting.pop()) {
      const response = await fetch(url);
      bytes += (await response.arrayBuffer()).byteLength;
    }
  };
  await Promise.all(Array.from({ length: BROWSER_CONNECTIONS }, work));
  return bytes;
}

async function measureSurvey(url: string, now: number) {
  const gateway = await startGateway({ url });
  const { signal } = new AbortController();
  const source = createSource(gateway.url, now);
  const all = targets();
  const cold = await timed(() => source.survey(all, { signal }));
  const questions = gateway.requests();
  const measured = [...cold.answer.values()].filter(
    ({ hour }) => hour?.requests,
  );
  if (measured.length !== all.length) {
    throw new Error(`${measured.length} of ${all.length} were measured`);
  }
  record({
    ...{ name: 'questions of the first survey of 2,000 deployments' },
    ...{ value: questions, unit: 'questions', limit: 8 },
    how: 'counted before the server, all profiles looked for',
  });
  record({
    ...{ name: 'first survey of 2,000 deployments' },
    ...{ value: cold.ms, unit: 'ms', limit: 1_500 },
    how: 'hour, five minutes with buckets, two hours as a line, alerts and objectives; one second is wanted. On two cores that Prometheus and the portal share, its evaluation of about 40,000 series takes most of the time, and finding the metrics for the first time about 0.3 s',
  });
  const urls = questionsOfExistingPlugin(url, now);
  const existing = await timed(() => askAll(urls));
  record({
    ...{ name: 'questions, against the existing plugin' },
    ...{ value: questions / urls.length, limit: 0.02 },
    unit: `× of its ${urls.length} for 500 components`,
    how: 'each component: all alerts, and one range for one rule',
  });
  record({
    ...{ name: 'time, against the existing plugin' },
    ...{ value: cold.ms / existing.ms, limit: 2 },
    unit: `× of its ${existing.ms.toFixed(0)} ms and ${(existing.answer / 1e6).toFixed(0)} MB`,
    how: 'six at a time as a browser asks; one line of one component each, against 2,000 deployments',
  });
  await source.close();
  await gateway.stop();
}

async function measurePage(url: string, now: number) {
  const gateway = await startGateway({ url });
  const { signal } = new AbortController();
  const source = createSource(gateway.url, now);
  const [target] = targets();
  const range = { from: now - 3600, to: now, step: 60 };
  const page = await timed(() =>
    Promise.all(
      Array.from({ length: TABS }, () =>
        source.series(target, range, { signal }),
      ),
    ),
  );
  record({
    ...{ name: 'questions of a hundred tabs of one deployment' },
    ...{ value: gateway.requests(), unit: 'questions', limit: 6 },
    how: 'opened at the same time, nothing remembered',
  });
  record({
    ...{ name: 'a hundred tabs of one deployment' },
    ...{ value: page.ms, unit: 'ms', limit: 1_000 },
    how: 'until the last one has its charts',
  });
  await source.close();
  await gateway.stop();
}

async function main() {
  const missing = missingPrometheus();
  if (missing) {
    process.stdout.write(`Not measured: ${missing}\n`);
    return;
  }
  const landscape = await startLandscape();
  try {
    await measureSurvey(landscape.url, landscape.now);
    await measurePage(landscape.url, landscape.now);
  } finally {
    await landscape.stop();
  }
  const file = process.argv[2];
  mkdirSync(dirname(file), { recursive: true });
  const machine = {
    ...{ cpus: cpus().length, model: cpus()[0]?.model, node: process.version },
  };
  const report = { at: new Date().toISOString(), machine, figures };
  writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
  process.stdout.write(`Written to ${file}\n`);
  process.exitCode = figures.every(figure => figure.value <= figure.limit)
    ? 0
    : 1;
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
