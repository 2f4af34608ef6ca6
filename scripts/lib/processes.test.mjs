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

test('says that a program that is not there could not be started', async () => {
  await assert.rejects(run('/no/such/program', [], { what: 'The check' }), {
    message: /^The check could not be started: .*ENOENT/,
  });
});

test('names the program where nobody said what it is', async () => {
  await assert.rejects(run(process.execPath, ['-e', 'process.exit(1)']), {
    message: `${process.execPath} failed (exit code 1).\n`,
  });
});

test('keeps all that a program said beside the few lines that it shows', async () => {
  const program =
    'for (let i = 0; i < 100; i++) console.log(i); process.exit(1)';
  await assert.rejects(run(process.execPath, ['-e', program]), error => {
    assert.equal(error.output.split('\n').length, 101);
    assert.equal(error.message.split('\n').length, 41);
    assert.match(error.message, /\n99$/);
    return true;
  });
});

test('does not keep more of an endless output than it can show', async () => {
  const program =
    'process.stdout.write("x".repeat(900000), () => process.exit(1))';
  await assert.rejects(run(process.execPath, ['-e', program]), error => {
    assert.equal(error.output.length, 400_000);
    return true;
  });
});

test('gives a program its folder and its variables', async () => {
  const program = 'console.log(process.cwd(), process.env.ASKED)';
  const output = await run(process.execPath, ['-e', program], {
    cwd: '/',
    env: { ...process.env, ASKED: 'yes' },
  });
  assert.equal(output, '/ yes\n');
});

test('puts what a service says into its log, in a folder that it makes', async () => {
  const logFile = join(folder, 'deep', 'er', 'it.log');
  const { error } = await service(
    new Services(),
    'console.log("out"); console.error("err")',
    { logFile },
  );
  assert.match(error.message, /exit code 0/);
  const log = readFileSync(logFile, 'utf8');
  assert.match(log, /out/);
  assert.match(log, /err/);
});

test('hears whole lines, however they arrive', async () => {
  const lines = [];
  const program =
    'process.stdout.write("one\\ntw"); setTimeout(() => process.stdout.write("o\\nthree\\n"), 50)';
  await service(new Services(), program, {
    onLine: line => lines.push(line),
  });
  assert.deepEqual(lines, ['one', 'two', 'three']);
});

test('is not told of the end of a service that it stops itself', async () => {
  const services = new Services();
  let told = false;
  await new Promise(resolve => {
    services.start(
      'It',
      process.execPath,
      ['-e', 'console.log("up"); setInterval(() => {}, 1000)'],
      {
        logFile: join(folder, 'quiet.log'),
        onLine: () => resolve(),
        onExit: () => {
          told = true;
        },
      },
    );
  });
  await services.stop();
  assert.equal(told, false);
});

test('stops what leans on another before it', async () => {
  const services = new Services();
  const marker = join(folder, 'order');
  for (const name of ['first', 'second']) {
    const program = `process.on("SIGTERM", () => { require("fs").appendFileSync(${JSON.stringify(marker)}, "${name} "); process.exit(); }); console.log("up"); setInterval(() => {}, 1000)`;
    await service(services, program, {
      onLine: (line, resolve) => line === 'up' && resolve({}),
    });
  }
  await services.stop();
  assert.equal(readFileSync(marker, 'utf8'), 'second first ');
});

test('may be stopped twice, and after all has ended by itself', async () => {
  const services = new Services();
  await service(services, 'process.exit(0)');
  await services.stop();
  await services.stop();
});

test('ends a service that does not listen, after a grace', async () => {
  const services = new Services();
  const deaf =
    'process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1000)';
  await service(services, deaf, {
    onLine: (line, resolve) => line === 'up' && resolve({}),
  });
  const before = Date.now();
  await services.stop();
  const took = Date.now() - before;
  assert.equal(took >= 2_900 && took < 10_000, true);
});
