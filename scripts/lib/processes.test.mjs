import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { assertPortFree } from './portal.mjs';
import { Services, run, tail } from './processes.mjs';

const folder = mkdtempSync(join(tmpdir(), 'slipway-processes-'));

function service(services, code, options = {}) {
  const logFile = join(folder, `${Math.random()}.log`);
  return new Promise(resolve => {
    services.start('It', process.execPath, ['-e', code], {
      logFile,
      onExit: error => resolve({ error, logFile }),
      ...options,
      onLine: options.onLine && (line => options.onLine(line, resolve)),
    });
  });
}

test('gives the output of a program that ends well', async () => {
  assert.equal(await run(process.execPath, ['-e', 'console.log(1)']), '1\n');
});

test('says what a program that fails said last', async () => {
  const program = 'console.error("no such thing"); process.exit(3)';
  await assert.rejects(
    run(process.execPath, ['-e', program], { what: 'The check' }),
    {
      message: 'The check failed (exit code 3).\nno such thing',
    },
  );
});

test('says that a service ended by itself, with its last words', async () => {
  const { error } = await service(
    new Services(),
    'console.error("port taken"); process.exit(2)',
  );
  assert.match(error.message, /^It ended \(exit code 2\)/);
  assert.match(error.message, /port taken/);
});

test('keeps what a service tells the starter out of the log', async () => {
  const services = new Services();
  let seen;
  await service(
    services,
    'console.log("{\\"token\\":1}"); console.error("hello"); setInterval(() => {}, 1000)',
    {
      onLine: (line, resolve) => {
        seen = line;
        resolve({});
      },
    },
  );
  await services.stop();
  assert.equal(seen, '{"token":1}');
});

test('stops a service and what it has started', async () => {
  const services = new Services();
  const marker = join(folder, 'stopped');
  const child = `process.on("SIGTERM", () => { require("fs").writeFileSync(${JSON.stringify(marker)}, ""); process.exit(); }); console.log("up"); setInterval(() => {}, 1000)`;
  const parent = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: "inherit" }).on("exit", () => process.exit())`;
  await service(services, `process.on("SIGTERM", () => {}); ${parent}`, {
    onLine: (line, resolve) => line === 'up' && resolve({}),
  });
  await services.stop();
  assert.equal(existsSync(marker), true);
  assert.equal(readFileSync(marker, 'utf8'), '');
});

test('says which port is taken and how to take another', async () => {
  const server = createServer();
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await assert.rejects(assertPortFree(port), {
    message: new RegExp(`Port ${port} is taken.*PORT=`),
  });
  await new Promise(resolve => server.close(resolve));
  await assertPortFree(port);
});

test('shows only the last lines', () => {
  assert.equal(tail('a\nb\nc\n', 2), 'b\nc');
});
