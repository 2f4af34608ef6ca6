import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { GO_TOOLS, ensureGoTools, missingGoTools } from './goTools.mjs';

const TOOLS = [{ name: 'tool', module: 'example.org/tool', version: 'v1.0.0' }];
let folder;
let calls;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-go-'));
  calls = [];
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function runProgram(program, args, { env }) {
  calls.push([program, ...args]);
  writeFileSync(join(env.GOBIN, 'tool'), '');
}

const ensure = options =>
  ensureGoTools({ folder, tools: TOOLS, go: '/go', runProgram, ...options });

test('each tool has a fixed version', () => {
  for (const { version } of GO_TOOLS) {
    assert.match(version, /^v\d+\.\d+\.\d+$/);
  }
});

test('a tool is built once', async () => {
  await ensure();
  await ensure();

  assert.deepEqual(calls, [['/go', 'install', 'example.org/tool@v1.0.0']]);
});

test('a tool of another version is built again', async () => {
  await ensure();
  const newer = [{ ...TOOLS[0], version: 'v1.1.0' }];

  await ensure({ tools: newer });

  assert.equal(calls.length, 2);
  assert.deepEqual(missingGoTools(folder, newer), []);
});

test('nothing is built without Go', async () => {
  await ensure({ go: '' });

  assert.deepEqual(calls, []);
});

test('a build that fails is said and does not end the run', async () => {
  await ensure({
    runProgram: async () => {
      throw new Error('the network is away');
    },
  });

  assert.deepEqual(missingGoTools(folder, TOOLS), TOOLS);
});
