import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram, freePort, startProcess } from './startProcess';
import { until } from './until';

/**
 * What a Prometheus is started with.
 *
 * @public
 */
export interface PrometheusOptions {
  /** What it has measured before, as OpenMetrics text with times. */
  history?: string;
  /** What it scrapes, by job: `host:port` and labels. */
  scrape?: Record<
    string,
    { targets: string[]; labels?: Record<string, string> }
  >;
  /** Seconds, for scrapes and rules; 1 when absent. */
  interval?: number;
  /** Groups of rules, in the form that a file of rules has. */
  rules?: { name: string; rules: object[] }[];
  /** `host:port` of an Alertmanager. */
  alertmanager?: string;
  externalLabels?: Record<string, string>;
  /** Further options of its command line. */
  args?: readonly string[];
}

/**
 * A real Prometheus on a free port of loopback.
 *
 * @public
 */
export interface StartedPrometheus {
  url: string;
  stop(): Promise<void>;
}

const READY_MS = 60_000;
const run = promisify(execFile);

/** Says what is missing to start a Prometheus, or undefined. @public */
export function missingPrometheus(): string | undefined {
  const missing = ['prometheus', 'promtool'].find(name => !findProgram(name));
  return missing && `there is no ${missing}: install prometheus`;
}

/** Starts a Prometheus that already knows what is given as its history. @public */
export async function startPrometheus(
  options: PrometheusOptions = {},
): Promise<StartedPrometheus> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-prometheus-'));
  const data = join(folder, 'data');
  await mkdir(data);
  if (options.history) {
    const file = join(folder, 'history.txt');
    await writeFile(file, options.history);
    await fill(file, data);
  }
  const port = await freePort();
  const started = startProcess(findProgram('prometheus') ?? 'prometheus', [
    `--config.file=${await writeConfig(folder, options)}`,
    `--storage.tsdb.path=${data}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--log.level=warn',
    ...(options.args ?? []),
  ]);
  const stop = async () => {
    await started.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await until('prometheus is ready', () => isReady(url, started), {
      timeoutMs: READY_MS,
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

async function isReady(
  url: string,
  started: { hasExited(): boolean; output(): string },
): Promise<boolean> {
  if (started.hasExited()) {
    throw new Error(`prometheus ended at once:\n${started.output()}`);
  }
  const response = await fetch(`${url}/-/ready`).catch(() => undefined);
  return response?.ok ?? false;
}

async function fill(file: string, data: string): Promise<void> {
  const promtool = findProgram('promtool') ?? 'promtool';
  await run(promtool, [
    ...['tsdb', 'create-blocks-from', '--quiet', 'openmetrics', file, data],
  ]);
}

/** YAML understands JSON. */
async function writeConfig(
  folder: string,
  options: PrometheusOptions,
): Promise<string> {
  const { scrape = {}, interval = 1, rules, alertmanager } = options;
  const ruleFile = join(folder, 'rules.yml');
  if (rules) {
    await writeFile(ruleFile, JSON.stringify({ groups: rules }));
  }
  const file = join(folder, 'prometheus.yml');
  const config = {
    global: {
      scrape_interval: `${interval}s`,
      scrape_timeout: `${interval}s`,
      evaluation_interval: `${interval}s`,
      external_labels: options.externalLabels ?? {},
    },
    rule_files: rules ? [ruleFile] : [],
    scrape_configs: Object.entries(scrape).map(
      ([job, { targets, labels }]) => ({
        job_name: job,
        static_configs: [{ targets, labels: labels ?? {} }],
      }),
    ),
    ...(alertmanager && {
      alerting: {
        alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }],
      },
    }),
  };
  await writeFile(file, JSON.stringify(config));
  return file;
}
