import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { Trouble, elapsed, endWith, say, step } from './say.mjs';

let said;
let isTTY;

beforeEach(() => {
  said = '';
  isTTY = process.stdout.isTTY;
  process.stdout.isTTY = false;
});

afterEach(() => {
  mock.restoreAll();
  process.stdout.isTTY = isTTY;
  process.exitCode = undefined;
});

/** Listens while something speaks; the runner itself writes there too. */
async function listen(work) {
  const write = mock.method(process.stdout, 'write', text => {
    said += text;
    return true;
  });
  try {
    return await work();
  } finally {
    write.mock.restore();
  }
}

for (const [seconds, text] of [
  [0, '0.0 s'],
  [4.24, '4.2 s'],
  [59.9, '59.9 s'],
  [59.97, '1 min 0 s'],
  [60, '1 min 0 s'],
  [119.7, '2 min 0 s'],
  [161, '2 min 41 s'],
]) {
  test(`writes ${seconds} seconds as ${text}`, () => {
    mock.method(Date, 'now', () => 1_000_000 + seconds * 1000);
    assert.equal(elapsed(1_000_000), text);
  });
}

test('says a line', async () => {
  await listen(() => say('hello'));
  assert.equal(said, 'hello\n');
});

test('says that a step begins and ends, and gives what it made', async () => {
  const result = await listen(() => step('Building', async () => 42));
  assert.equal(result, 42);
  assert.match(said, /^ {2}… Building\n {2}✓ Building, 0\.\d s\n$/);
});

test('says that a step failed, and lets the error through', async () => {
  const error = new Trouble('no');
  await listen(() =>
    assert.rejects(
      step('Building', async () => {
        throw error;
      }),
      error,
    ),
  );
  assert.match(said, /✗ Building/);
});

test('overwrites its own line on a terminal, and stops ticking with the step', async () => {
  process.stdout.isTTY = true;
  mock.timers.enable({ apis: ['setInterval'] });
  await listen(() =>
    step('Building', async () => {
      mock.timers.tick(1_000);
    }),
  );
  assert.equal(said.match(/\r {2}… Building/g).length, 2);
  await listen(() => mock.timers.tick(5_000));
  assert.equal(said.match(/…/g).length, 2);
  mock.timers.reset();
});

test('shows steps that work side by side on one line', async () => {
  process.stdout.isTTY = true;
  mock.timers.enable({ apis: ['setInterval'] });
  await listen(async () => {
    let endFirst;
    const first = step('Lint', () => new Promise(done => (endFirst = done)));
    await step('Types', async () => mock.timers.tick(500));
    mock.timers.tick(500);
    endFirst();
    await first;
  });
  assert.match(said, /… Lint, 0\.0 s · Types, 0\.0 s/);
  assert.match(said, /✓ Types.*\n\r {2}… Lint, 0\.0 s {3}\r {2}✓ Lint/);
  mock.timers.reset();
});

test('ends with the sentence alone where that is all a person needs', async () => {
  await listen(() => endWith(new Trouble('Port 7007 is taken.')));
  assert.equal(said, '\nPort 7007 is taken.\n');
  assert.equal(process.exitCode, 1);
});

test('ends with all that is known of a defect', async () => {
  await listen(() => endWith(new TypeError('x is not a function')));
  assert.match(said, /TypeError: x is not a function\n\s+at /);
  await listen(() => endWith('just text'));
  assert.match(said, /just text\n$/);
});
