import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './toolchain.mjs';

/** Runs one of the programs to its end. */
function program(name, args = [], env = {}) {
  return new Promise(resolve => {
    const child = spawn(
      process.execPath,
      [join(ROOT, 'scripts', name), ...args],
      { cwd: ROOT, env: { ...process.env, ...env } },
    );
    let output = '';
    const keep = chunk => {
      output += chunk;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('close', code => resolve({ code, output }));
  });
}

test('says before anything else that the port is taken, and starts nothing', async t => {
  const server = createServer();
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  t.after(() => server.close());
  const folder = mkdtempSync(join(tmpdir(), 'slipway-programs-'));
  const directory = join(folder, 'sandbox');
  const { port } = server.address();
  const { code, output } = await program('start.mjs', ['--reset'], {
    ...{ PORT: String(port), SANDBOX_DIRECTORY: directory },
  });
  assert.equal(code, 1);
  assert.equal(
    output.trim(),
    `Port ${port} is taken by another program. Stop it, or start with another one: PORT=7008 npm start`,
  );
  assert.equal(existsSync(directory), false);
});

test('forgets nothing of a story while another portal runs', async t => {
  const server = createServer();
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  t.after(() => server.close());
  const directory = mkdtempSync(join(tmpdir(), 'slipway-programs-'));
  writeFileSync(join(directory, 'database'), 'what the portal knew');
  await program('start.mjs', ['--reset'], {
    ...{ PORT: String(server.address().port), SANDBOX_DIRECTORY: directory },
  });
  assert.equal(existsSync(join(directory, 'database')), true);
});

test('asks for git in a sentence where there is none', async () => {
  const { code, output } = await program('start.mjs', [], { PATH: '' });
  assert.equal(code, 1);
  assert.match(
    output.trim(),
    /^git is not there\. Install it .*start again\.$/,
  );
});
