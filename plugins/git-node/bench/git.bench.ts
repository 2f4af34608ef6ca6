/*
 * Measures what it costs a backend of 1 GB to start git: by the small process
 * beside it, and as Node.js does it by itself.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { gitText } from '../src';

const MEGABYTE = 1 << 20;
const HELD = 1_000;
const STARTS = 60;
const AT_ONCE = 4;
const cwd = tmpdir();
const execute = promisify(execFile);

const byLauncher = () => gitText(['--version'], { cwd, what: 'Measuring' });
const byItself = () => execute('git', ['--version'], { cwd });

/** Milliseconds of one start after the other, and how long all else stood still. */
async function measure(start: () => Promise<unknown>) {
  await start();
  const from = performance.now();
  const { idle, active } = performance.eventLoopUtilization();
  for (let count = 0; count < STARTS; count++) await start();
  const used = performance.eventLoopUtilization({
    idle,
    active,
    utilization: 0,
  });
  const all = performance.now() - from;
  const beside = performance.now();
  for (let count = 0; count < STARTS; count += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, start));
  }
  return {
    each: all / STARTS,
    busy: used.active / STARTS,
    atOnce: (performance.now() - beside) / STARTS,
  };
}

function figuresOf(
  ours: Awaited<ReturnType<typeof measure>>,
  own: Awaited<ReturnType<typeof measure>>,
) {
  const ratio = (name: string, key: keyof typeof own, limit: number) => ({
    ...{ name, value: ours[key] / own[key], limit },
    unit: `× of ${own[key].toFixed(1)} ms`,
    how: `mean of ${STARTS} starts in a process of ${HELD} MB, against execFile of Node.js in the same run`,
  });
  return [
    ratio('git started, one after the other', 'each', 0.5),
    ratio(`git started, ${AT_ONCE} at once`, 'atOnce', 0.5),
    ratio('time in which nothing else is answered', 'busy', 0.2),
  ];
}

async function main() {
  const held = Array.from({ length: HELD }, () => Buffer.alloc(MEGABYTE, 1));
  const figures = figuresOf(await measure(byLauncher), await measure(byItself));
  for (const { name, value, unit, limit } of figures) {
    const mark = value <= limit ? 'ok  ' : 'OVER';
    process.stdout.write(
      `${mark} ${name}: ${value.toFixed(2)} ${unit} (limit ${limit})\n`,
    );
  }
  const machine = {
    ...{ cpus: cpus().length, node: process.version },
    heldMb: held.length,
  };
  const file = process.argv[2];
  mkdirSync(dirname(file), { recursive: true });
  const report = { at: new Date().toISOString(), machine, figures };
  writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
  return figures.every(({ value, limit }) => value <= limit) ? 0 : 1;
}

main().then(
  code => process.exit(code),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
