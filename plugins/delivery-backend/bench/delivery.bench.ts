/*
 * Measures the delivery backend against git itself, in one run, and writes the
 * figures. Ratios are what counts: absolute times depend on the machine.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  Deployment,
  DeploymentsPage,
  Operation,
} from '@slipway/backstage-plugin-delivery-common';
import { figures, record, repeat, timed } from './figures';
import {
  type RepositoryShape,
  addCommit,
  folderPath,
  makeRepository,
} from './makeRepository';
import { measureHealth } from './measureHealth';
import { startServer } from './server';

const root = mkdtempSync(join(tmpdir(), 'slipway-bench-'));

function git(cwd: string, args: string[], input?: string) {
  return execFileSync('git', args, { cwd, input, maxBuffer: 1 << 30 });
}

/** What git itself needs to list the commits and to print the blobs concerned. */
async function gitBaseline(repository: string) {
  let listing = Buffer.alloc(0);
  const list = await timed(() => {
    listing = git(repository, [
      'log',
      '--raw',
      '--no-abbrev',
      '-z',
      '--format=%H',
      'main',
    ]);
  });
  const shas = new Set<string>();
  for (const match of listing
    .toString('latin1')
    .matchAll(/:\d+ \d+ [0-9a-f]{40} ([0-9a-f]{40})/g)) {
    shas.add(match[1]);
  }
  const print = await timed(() =>
    git(repository, ['cat-file', '--batch'], [...shas].join('\n')),
  );
  return list + print;
}

async function get<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(
      `${url} answered ${response.status}: ${await response.text()}`,
    );
  }
  return (await response.json()) as T;
}

async function rollBack(api: string, index: number): Promise<number> {
  const path = folderPath(index * 4);
  const component = path.split('/').pop();
  const page = await get<DeploymentsPage>(
    `${api}/deployments?component=${component}&environment=prod&tenant=acme`,
  );
  const [{ id, desired }] = page.items as [Deployment];
  const from = performance.now();
  const response = await fetch(`${api}/operations`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': `bench-key-${index}`,
    },
    body: JSON.stringify({
      ...{
        type: 'rollback',
        deploymentId: id,
        version: '1.0.0',
        reason: 'bench',
      },
      expected: { version: desired.version, commit: desired.commit },
    }),
  });
  const operation = (await response.json()) as Operation;
  for (;;) {
    const { commit } = await get<Operation>(
      `${api}/operations/${operation.id}`,
    );
    if (commit) {
      return performance.now() - from;
    }
    await new Promise(resolve => setTimeout(resolve, 2));
  }
}

/** The same change by hand, as cheap as git allows: fetch, one commit, push. */
function byHand(
  repository: string,
  mirror: string,
  index: number,
): Promise<number> {
  const path = `${folderPath(index * 4 + 3)}/values.yaml`;
  return timed(() => {
    git(mirror, [
      'fetch',
      '-q',
      repository,
      '+refs/heads/main:refs/heads/main',
    ]);
    const text = `changed: ${index}\n`;
    git(
      mirror,
      ['fast-import', '--quiet', '--force'],
      `commit refs/heads/main\ncommitter a <a@a> ${1_800_000_000 + index} +0000\ndata 1\nx\nfrom refs/heads/main^0\nM 100644 inline ${path}\ndata ${text.length}\n${text}\n`,
    );
    git(mirror, ['push', '-q', repository, 'main:main']);
  });
}

type Server = Awaited<ReturnType<typeof startServer>>;

/** Begins a server on a repository of a shape. */
async function begin(name: string, shape: RepositoryShape) {
  const repository = join(root, `${name}.git`);
  await makeRepository(repository, shape);
  const directory = join(root, name);
  mkdirSync(directory);
  const server = await startServer(pathToFileURL(repository).href, directory);
  return { repository, server };
}

async function measureIndexing(repository: string, { delivery }: Server) {
  // The copy is fetched first: moving bytes is not indexing.
  await delivery.repositories.get('gitops').mirror.fetch();
  const base = await gitBaseline(repository);
  const index = await timed(() => delivery.repositories.refresh('gitops'));
  record({
    name: 'index 20,000 commits in 2,000 folders',
    value: index / base,
    unit: `× of git’s ${base.toFixed(0)} ms`,
    limit: 5,
    how: 'refresh() against git log --raw and git cat-file --batch of the blobs concerned',
  });
  const increment = await repeat(5, async step => {
    addCommit(repository, folderPath(step * 4), `9.0.${step}`);
    return timed(() => delivery.repositories.refresh('gitops'));
  });
  record({
    name: 'increment of one commit',
    value: increment,
    unit: 'ms',
    limit: 300,
    how: 'median of 5, fetch included',
  });
}

async function measureRollback(repository: string, { api }: Server) {
  const rollback = await repeat(9, step => rollBack(api, step + 10));
  record({
    name: 'request to pushed commit',
    value: rollback,
    unit: 'ms',
    limit: 400,
    how: 'median of 9, POST to the commit being seen through the API',
  });
  const mirror = join(root, 'hand.git');
  git(root, ['clone', '-q', '--bare', repository, mirror]);
  const hand = await repeat(9, step => byHand(repository, mirror, step));
  record({
    name: 'request to pushed commit, against git by hand',
    value: rollback / hand,
    unit: `× of ${hand.toFixed(0)} ms`,
    limit: 10,
    how: 'fetch, fast-import and push of one commit',
  });
}

async function measureHistory() {
  const { repository, server } = await begin('history', {
    commits: 20_000,
    folders: 2_000,
  });
  await measureIndexing(repository, server);
  const running = server.run();
  await new Promise(resolve => setTimeout(resolve, 500));
  await measureRollback(repository, server);
  record({
    name: 'memory after that',
    value: process.memoryUsage().rss / 1e6,
    unit: 'MB',
    limit: 600,
    how: 'resident set of this process',
  });
  await server.stop(running);
}

async function measureMiddlePage({ api, knex }: Server) {
  let cursor: string | undefined;
  for (let page = 0; page < 100; page++) {
    const answer = await get<DeploymentsPage>(
      `${api}/deployments?limit=50${cursor ? `&cursor=${cursor}` : ''}`,
    );
    cursor = answer.nextCursor;
  }
  const raw = await repeat(51, () =>
    timed(() =>
      knex('deployments').orderBy('sort_key').limit(50).offset(5_000),
    ),
  );
  const middle = await repeat(51, () =>
    timed(() => get(`${api}/deployments?limit=50&cursor=${cursor}`)),
  );
  record({
    name: 'page of 50 of 20,000 deployments',
    value: middle,
    unit: 'ms',
    limit: 25,
    how: 'median of 51 over HTTP, a page in the middle',
  });
  record({
    name: 'page of 50, against one SELECT of the same rows',
    value: middle / raw,
    unit: `× of ${raw.toFixed(1)} ms`,
    limit: 60,
    how: 'rows alone, without counting, states or permissions',
  });
}

async function measurePages() {
  const { server } = await begin('wide', { commits: 1, folders: 20_000 });
  await server.delivery.repositories.refresh('gitops');
  await measureMiddlePage(server);
  const entity = await repeat(51, index =>
    timed(() =>
      get(
        `${server.api}/deployments?entityRef=component:default/service-${String(index * 7).padStart(4, '0')}`,
      ),
    ),
  );
  record({
    name: 'one entity’s deployments',
    value: entity,
    unit: 'ms',
    limit: 25,
    how: 'median of 51 over HTTP',
  });
  await server.stop(Promise.resolve());
}

/** A fleet of 500 components in four environments; nothing measures while it is asked. */
async function measureFleet() {
  const { server } = await begin('fleet', { commits: 1, folders: 2_000 });
  await server.delivery.repositories.refresh('gitops');
  await measureHealth(server.api, server.knex);
  await server.stop(Promise.resolve());
}

async function main() {
  try {
    await measureHistory();
    await measureFleet();
    await measurePages();
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  const file = process.argv[2];
  mkdirSync(dirname(file), { recursive: true });
  const machine = {
    cpus: cpus().length,
    model: cpus()[0]?.model,
    node: process.version,
  };
  writeFileSync(
    file,
    `${JSON.stringify({ at: new Date().toISOString(), machine, figures }, undefined, 2)}\n`,
  );
  process.stdout.write(`Written to ${file}\n`);
  process.exitCode = figures.every(figure => figure.value <= figure.limit)
    ? 0
    : 1;
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
