/*
 * Measures the copy of an environment of 40 services, from the task to all of
 * it live and healthy, against the same change by git itself. The runtime says
 * at once what it is asked to run, so that only our own time is measured.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DeploymentsPage } from '@slipway/backstage-plugin-delivery-common';
import { GitRemote, helmValues } from '../src/__testUtils__/GitRemote';
import { observation } from '../src/__testUtils__/observation';
import {
  startScaffolder,
  type StartedScaffolder,
} from '../src/__testUtils__/startScaffolder';

const SERVICES = 40;
const RUNS = 5;
const VERSION = '2.4.0';
const names = Array.from(
  { length: SERVICES },
  (_, index) => `service-${String(index).padStart(2, '0')}`,
);

interface Figure {
  name: string;
  value: number;
  unit: string;
  limit: number;
  how: string;
}

function filesOf(environment: string): Record<string, string> {
  const more = Array.from({ length: 120 }, (_, n) => `key${n}: value\n`);
  return Object.fromEntries(
    names.flatMap(name => [
      [
        `${environment}/${name}/values.yaml`,
        helmValues(
          VERSION,
          `ingress:\n  host: ${name}.${environment}.example.org\n${more.join('')}`,
        ),
      ],
      [`${environment}/${name}/Chart.yaml`, `name: ${name}\nversion: 1.0.0\n`],
      [`${environment}/${name}/delivery.yaml`, `component: ${name}\n`],
      [`${environment}/${name}/templates/all.yaml`, '{{ include "all" . }}\n'],
    ]),
  );
}

/** What the runtime will say of all copies, as soon as Git has them. */
async function runAtOnce({ sink }: StartedScaffolder, url: string) {
  const copies = Array.from({ length: RUNS }, (_, run) => `try-${run}`);
  const known = await sink;
  await known.replace(
    copies.flatMap(copy =>
      names.map(name =>
        observation(url, `preview/${copy}/${name}`, {
          images: [`registry.example.org/payments:${VERSION}`],
        }),
      ),
    ),
  );
}

async function timed(work: () => Promise<unknown> | unknown): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

async function copyByUs(started: StartedScaffolder, run: number) {
  const environment = `try-${run}`;
  const { status, log } = await started.run([
    {
      ...{ id: 'copy', action: 'delivery:environment:copy' },
      input: { from: 'qa', to: environment, isNew: true, timeToLive: 'P3D' },
    },
    {
      ...{ id: 'wait', action: 'delivery:environment:wait' },
      input: { environment, folders: '${{ steps.copy.output.folders }}' },
    },
  ]);
  if (status !== 'completed') throw new Error(log);
}

/** The same by git, for who has a clone already. */
function copyByHand(clone: string, run: number) {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', clone, ...args], { stdio: 'ignore' });
  const person = ['-c', 'user.name=dev-1', '-c', 'user.email=d@example.org'];
  git('pull', '-q', 'origin', 'main');
  const target = join(clone, 'hand', `try-${run}`);
  cpSync(join(clone, 'qa'), target, { recursive: true });
  for (const name of names) {
    const text = `component: ${name}\nexpires: 2030-01-01T00:00:00Z\n`;
    writeFileSync(join(target, name, 'delivery.yaml'), text);
  }
  git('add', '-A');
  git(...person, 'commit', '-q', '-m', `Copy qa to try-${run}`);
  git('push', '-q', 'origin', 'HEAD:main');
}

async function start(remote: GitRemote): Promise<StartedScaffolder> {
  const started = await startScaffolder({
    url: remote.url,
    delivery: { environments: [{ name: 'qa' }, { kind: 'preview' }] },
    repository: {
      layouts: [
        { path: '{environment}/{component}' },
        {
          path: 'preview/{environment}/{component}',
          environmentKind: 'preview',
        },
      ],
    },
  });
  await started.until<DeploymentsPage>(
    '/deployments',
    page => page.totalItems === SERVICES,
  );
  await runAtOnce(started, remote.url);
  return started;
}

async function measure(root: string): Promise<Figure[]> {
  const remote = new GitRemote(filesOf('qa'));
  const started = await start(remote);
  const clone = join(root, 'clone');
  execFileSync('git', ['clone', '-q', remote.bare, clone]);
  const ours: number[] = [];
  const hand: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    ours.push(await timed(() => copyByUs(started, run)));
    hand.push(await timed(() => copyByHand(clone, run)));
  }
  await started.backend.stop();
  remote.dispose();
  const seconds = median(ours) / 1000;
  return [
    {
      name: 'copy of 40 services, from the task to all live and healthy',
      ...{ value: seconds, unit: 's', limit: 6 },
      how: `median of ${RUNS}; the runtime needs no time of its own`,
    },
    {
      name: 'copy of 40 services, against git by hand',
      ...{ value: median(ours) / median(hand), limit: 30 },
      unit: `× of ${median(hand).toFixed(0)} ms`,
      how: 'pull, copy of the folders, one commit and push in a clone',
    },
  ];
}

async function main() {
  const root = mkdtempSync(join(tmpdir(), 'slipway-bench-'));
  try {
    const figures = await measure(root);
    for (const { name, value, unit, limit } of figures) {
      const mark = value <= limit ? 'ok  ' : 'OVER';
      process.stdout.write(
        `${mark} ${name}: ${value.toFixed(2)} ${unit} (limit ${limit})\n`,
      );
    }
    const file = process.argv[2];
    mkdirSync(dirname(file), { recursive: true });
    const machine = { cpus: cpus().length, node: process.version };
    const report = { at: new Date().toISOString(), machine, figures };
    writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
    process.exitCode = figures.every(({ value, limit }) => value <= limit)
      ? 0
      : 1;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
