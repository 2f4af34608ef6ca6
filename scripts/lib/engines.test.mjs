import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { findProgram, outsideEnv, startPostgres } from './engines.mjs';
import { ROOT } from './toolchain.mjs';

const { PATH, KUBEBUILDER_ASSETS, SLIPWAY_CORPORA } = process.env;
let root;

function restore(name, value) {
  if (value === undefined) {
    delete process.env[name];
  } else {
    process.env[name] = value;
  }
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'slipway-engines-'));
});

afterEach(() => {
  restore('PATH', PATH);
  restore('KUBEBUILDER_ASSETS', KUBEBUILDER_ASSETS);
  restore('SLIPWAY_CORPORA', SLIPWAY_CORPORA);
});

function program(folder, name) {
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, name), '', { mode: 0o755 });
  return join(root, folder);
}

test('finds a program on the path, the first one of several', () => {
  const [one, other] = [program('a', 'an-engine'), program('b', 'an-engine')];
  process.env.PATH = [join(root, 'none'), one, other].join(delimiter);
  assert.equal(findProgram({ name: 'an-engine' }), join(one, 'an-engine'));
});

test('looks where programs of a kind are kept before the path', () => {
  process.env.PATH = program('a', 'an-engine');
  const own = program('own', 'an-engine');
  const found = findProgram({ name: 'an-engine', folders: [own] });
  assert.equal(found, join(own, 'an-engine'));
});

test('finds nothing that is not there, also without a path', () => {
  delete process.env.PATH;
  assert.equal(findProgram({ name: 'no-such-engine' }), undefined);
});

test('knows where the rest lies unless it is told', () => {
  delete process.env.KUBEBUILDER_ASSETS;
  process.env.SLIPWAY_CORPORA = '/mine';
  assert.deepEqual(outsideEnv(), {
    KUBEBUILDER_ASSETS: join(dirname(ROOT), 'shared', 'kubebuilder-assets'),
    SLIPWAY_CORPORA: '/mine',
  });
});

const versions = ['17', '16', '15'].map(
  version => `/usr/lib/postgresql/${version}/bin`,
);
const postgres = findProgram({ name: 'postgres', folders: versions });

test(
  'starts a PostgreSQL that answers, and leaves nothing behind',
  { skip: postgres ? false : 'there is no PostgreSQL' },
  async () => {
    const started = await startPostgres(postgres);
    const { port, hostname } = new URL(started.url);
    const isReady = () =>
      execFileSync(
        join(dirname(postgres), 'pg_isready'),
        ['-h', hostname, '-p', port],
        { encoding: 'utf8' },
      );
    assert.match(isReady(), /accepting connections/);
    assert.equal(hostname, '127.0.0.1');
    await started.stop();
    assert.throws(isReady);
    await started.stop();
  },
);

test(
  'says what failed when the cluster cannot be made',
  { skip: postgres ? false : 'there is no user to run PostgreSQL as' },
  async () => {
    const folder = program('bin', 'postgres');
    const script = '#!/bin/sh\necho broken >&2\nexit 1\n';
    writeFileSync(join(folder, 'initdb'), script, { mode: 0o755 });
    // It runs as another user where this one is root.
    chmodSync(root, 0o755);
    await assert.rejects(
      startPostgres(join(folder, 'postgres')),
      /initdb failed \(exit code 1\)\.\nbroken/,
    );
  },
);
