import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { ROOT } from './toolchain.mjs';
import { run } from './processes.mjs';
import { say, step } from './say.mjs';

/** Programs that tests use, where they may be, and the Debian package that has them. */
const PROGRAMS = [
  { name: 'chromium', package: 'chromium' },
  { name: 'busybox', package: 'busybox-static', folders: ['/bin'] },
  { name: 'dockerd', package: 'docker.io', folders: ['/usr/sbin'] },
  { name: 'etcd', package: 'etcd-server' },
  { name: 'sshd', package: 'openssh-server', folders: ['/usr/sbin'] },
  { name: 'postgres', package: 'postgresql', folders: postgresFolders() },
  { name: 'prometheus', package: 'prometheus' },
  { name: 'prometheus-alertmanager', package: 'prometheus-alertmanager' },
];

function postgresFolders() {
  const base = '/usr/lib/postgresql';
  return existsSync(base)
    ? readdirSync(base)
        .sort((one, other) => Number(other) - Number(one))
        .map(version => join(base, version, 'bin'))
    : [];
}

export function findProgram({ name, folders = [] }) {
  const path = (process.env.PATH ?? '').split(delimiter);
  // Debian keeps a version's programs together; one alone elsewhere is a link.
  return [...folders, ...path, '/usr/bin', '/usr/local/bin']
    .map(folder => join(folder, name))
    .find(file => existsSync(file));
}

function isDebianRoot() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

async function install(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env, what: 'apt-get update' });
  await run(
    'apt-get',
    ['install', '-y', '-q', '--no-install-recommends', ...packages],
    {
      env,
      what: 'apt-get install',
    },
  );
}

/** Brings the engines that are missing, where this may be done. */
export async function ensureEngines() {
  const missing = () => PROGRAMS.filter(program => !findProgram(program));
  if (missing().length && isDebianRoot()) {
    const packages = missing().map(program => program.package);
    try {
      await step(`Installing ${packages.join(', ')}`, () => install(packages));
    } catch (error) {
      say(`    ${error.message.split('\n')[0]}`);
    }
  }
  // The folder of a version appears with the installation.
  const postgres = findProgram({
    name: 'postgres',
    folders: postgresFolders(),
  });
  for (const { name, package: debian } of missing()) {
    if (name !== 'postgres' || !postgres) {
      say(
        `  – ${name} is not there (Debian: ${debian}); tests that need it are skipped.`,
      );
    }
  }
  return { postgres, chromium: findProgram(PROGRAMS[0]) };
}

/** Variables that say where things outside of this repository are. */
export function outsideEnv() {
  const shared = resolve(ROOT, '..', 'shared');
  return {
    KUBEBUILDER_ASSETS:
      process.env.KUBEBUILDER_ASSETS ?? join(shared, 'kubebuilder-assets'),
    SLIPWAY_CORPORA: process.env.SLIPWAY_CORPORA ?? join(shared, 'corpora'),
  };
}

async function freePort() {
  const server = createServer();
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise(done => server.close(done));
  return port;
}

/** User that the programs run as: PostgreSQL refuses to run as root. */
function postgresUser() {
  return process.getuid?.() === 0
    ? { uid: idOf('postgres', '-u'), gid: idOf('postgres', '-g') }
    : {};
}

async function initialise(bin, folder, data, user) {
  if (user.uid !== undefined) {
    execFileSync('chown', ['postgres', folder]);
  }
  const trust = ['-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--no-sync'];
  await run(join(bin, 'initdb'), ['-D', data, ...trust], {
    ...user,
    cwd: folder,
    what: 'initdb',
  });
}

function stopper(child, folder) {
  return async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise(done => child.once('close', done));
      child.kill('SIGINT');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Starts a PostgreSQL of its own on a free port, without a password, on loopback. */
export async function startPostgres(binary) {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-postgres-'));
  const data = join(folder, 'data');
  const bin = join(binary, '..');
  const user = postgresUser();
  await initialise(bin, folder, data, user);
  const port = await freePort();
  const place = ['-D', data, '-p', String(port), '-k', folder];
  const child = spawn(
    join(bin, 'postgres'),
    [...place, '-h', '127.0.0.1', '-F', '-c', 'max_connections=300'],
    { ...user, cwd: folder, stdio: 'ignore' },
  );
  const stop = stopper(child, folder);
  try {
    await untilReady(bin, port, child);
  } catch (error) {
    await stop();
    throw error;
  }
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  return { url, stop };
}

function idOf(user, flag) {
  return Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
}

async function untilReady(bin, port, child) {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      execFileSync(
        join(bin, 'pg_isready'),
        ['-h', '127.0.0.1', '-p', String(port)],
        { stdio: 'ignore' },
      );
      return;
    } catch {
      if (Date.now() > deadline || child.exitCode !== null) {
        throw new Error('PostgreSQL did not start.');
      }
      await new Promise(done => setTimeout(done, 100));
    }
  }
}
