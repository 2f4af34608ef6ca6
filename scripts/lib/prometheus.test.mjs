import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { beforeEach, test } from 'node:test';
import { ensurePrometheus } from './prometheus.mjs';

let root;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'slipway-bring-'));
});

function folderWith(name, ...programs) {
  const path = join(root, name);
  mkdirSync(path, { recursive: true });
  for (const program of programs) {
    writeFileSync(join(path, program), '');
  }
  return path;
}

const both = ['prometheus', 'promtool'];
const bin = () => join(root, 'tools', 'usr', 'bin');
const ensure = options =>
  ensurePrometheus({
    ...{ path: folderWith('empty'), folder: join(root, 'tools') },
    ...{ bringIt: false, ...options },
  });

test('brings nothing where it is on the path', async () => {
  const path = [folderWith('a'), folderWith('b', ...both)].join(delimiter);
  const bringIt = () => assert.fail('it is there');
  assert.equal(await ensure({ path, bringIt }), undefined);
});

test('needs both programs in one folder', async () => {
  const path = [
    folderWith('a', 'prometheus'),
    folderWith('b', 'promtool'),
  ].join(delimiter);
  const bringIt = async () => folderWith('tools/usr/bin', ...both);
  assert.equal(await ensure({ path, bringIt }), bin());
});

test('brings it once', async () => {
  let times = 0;
  const bringIt = async () => {
    times++;
    folderWith('tools/usr/bin', ...both);
  };
  assert.equal(await ensure({ bringIt }), bin());
  assert.equal(await ensure({ bringIt }), bin());
  assert.equal(times, 1);
});

test('uses what was brought before also where nothing may be brought', async () => {
  folderWith('tools/usr/bin', ...both);
  assert.equal(await ensure({}), bin());
});

test('goes on without it where it may not be brought', async () => {
  assert.equal(await ensure({}), undefined);
});

test('goes on without it when it could not be brought', async () => {
  const bringIt = async () => {
    throw new Error('There is no network.\nmore');
  };
  assert.equal(await ensure({ bringIt }), undefined);
});

test('does not take half of it', async () => {
  const bringIt = async () => folderWith('tools/usr/bin', 'prometheus');
  assert.equal(await ensure({ bringIt }), undefined);
});
