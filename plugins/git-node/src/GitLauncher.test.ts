import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { StartLimits } from './GitHost';
import { GitLauncher } from './GitLauncher';
import { gitEnv } from './runGit';

jest.setTimeout(60_000);

const LAUNCHER = require.resolve('./launcher.ts');
/** Prints who started git. */
const PARENT = ['-c', 'alias.p=!ps -o ppid= -p $PPID', 'p'];
const SLEEP = ['-c', 'alias.w=!sleep 30', 'w'];

function isThere(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], {
    encoding: 'utf8',
  });
  // One that has ended stays in the list until its parent takes note.
  return /^[^Z\s]/.test(stdout);
}

async function until(isSo: () => boolean) {
  const end = Date.now() + 10_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error('Waited in vain');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

interface Asked extends Partial<StartLimits> {
  hasInput?: boolean;
  cwd?: string;
}

describe('the process that starts git', () => {
  let directory: string;
  let place: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'git-'));
    place = mkdtempSync(join(tmpdir(), 'git-'));
  });

  afterEach(() => {
    for (const each of [directory, place]) {
      rmSync(each, { recursive: true, force: true });
    }
  });

  const create = (idleMs: number) =>
    GitLauncher.create({ idleMs, directory: place });
  const env = { PATH: process.env.PATH ?? '', ...gitEnv() };
  const git = (
    launcher: GitLauncher,
    args: string[],
    { hasInput = false, cwd = directory, ...limits }: Asked = {},
  ) =>
    launcher.start(
      { args, cwd, env, hasInput },
      { withinMs: 30_000, ...limits },
    );

  async function output(launcher: GitLauncher, args: string[]) {
    return (await text((await git(launcher, args)).stdout)).trim();
  }

  it('is not this one, and is the same for each start', async () => {
    const launcher = create(5_000);
    const first = Number(await output(launcher, PARENT));

    expect(first).not.toBe(process.pid);
    expect(Number(await output(launcher, PARENT))).toBe(first);
  });

  it('gives each start its own output, however many run at once', async () => {
    const launcher = create(1);
    const numbers = Array.from({ length: 40 }, (_, index) => String(index));
    const printed = await Promise.all(
      numbers.map(number =>
        output(launcher, ['-c', `a.b=${number}`, 'config', 'a.b']),
      ),
    );

    expect(printed).toEqual(numbers);
  });

  it('passes on much, both ways', async () => {
    const launcher = create(1);
    await output(launcher, ['init', '--bare', '.']);
    const much = 'line\n'.repeat(4_000_000);
    const writing = await git(launcher, ['hash-object', '-w', '--stdin'], {
      hasInput: true,
    });
    writing.stdin?.end(much);
    const sha = (await text(writing.stdout)).trim();

    expect((await writing.ended).code).toBe(0);
    const read = await output(launcher, ['cat-file', 'blob', sha]);
    expect(read.length).toBe(much.length - 1);
  });

  it('loses nothing of what git printed when git did not want its input', async () => {
    const launcher = create(1);
    const running = await git(launcher, ['--version'], { hasInput: true });
    running.stdin?.end('x'.repeat(1_000_000));

    expect(await text(running.stdout)).toMatch(/^git version/);
    expect(await running.ended).toEqual({ code: 0, stderr: '' });
  });

  it('tells the code and what was said last', async () => {
    const launcher = create(1);
    const running = await git(launcher, ['cat-file', '-t', 'nothing']);
    running.stdout.resume();

    expect(await running.ended).toMatchObject({
      code: 128,
      stderr: expect.stringContaining('not a git repository'),
    });
  });

  it('says why git cannot be started, and is there for the next', async () => {
    const launcher = create(200);
    const start = git(launcher, ['--version'], { cwd: join(directory, 'no') });

    await expect(start).rejects.toMatchObject({
      ...{ message: 'spawn git ENOENT', isLost: false },
    });
    // Longer than it waits for another order: nobody may take it for idle.
    const args = ['-c', 'alias.w=!sleep 0.6; echo done', 'w'];
    expect(await output(launcher, args)).toBe('done');
  });

  it.each([
    ['what no program can be started with', 'a\0b', 'null bytes'],
    ['more than the system takes', 'x'.repeat(5_000_000), 'E2BIG'],
  ])('refuses %s, and goes on with the others', async (_, arg, message) => {
    const launcher = create(1);
    const args = ['-c', 'alias.w=!sleep 0.3; echo done', 'w'];
    const other = output(launcher, args);

    await expect(git(launcher, [arg])).rejects.toThrow(message);
    expect(await other).toBe('done');
  });

  it('is not waited for without end, and does not do it later', async () => {
    const launcher = create(5_000);
    const host = Number(await output(launcher, PARENT));
    process.kill(host, 'SIGSTOP');
    const args = ['init', '--bare', join(directory, 'late')];
    try {
      const start = git(launcher, args, { withinMs: 200 });
      await expect(start).rejects.toMatchObject({
        message: 'git was not started within 0.2 s.',
        isLost: true,
      });
    } finally {
      process.kill(host, 'SIGCONT');
    }
    expect(Number(await output(launcher, PARENT))).toBe(host);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('is not waited for when it is not wanted any more', async () => {
    const launcher = create(5_000);
    const host = Number(await output(launcher, PARENT));
    process.kill(host, 'SIGSTOP');
    const broken = new AbortController();
    try {
      const start = git(launcher, SLEEP, { signal: broken.signal });
      broken.abort();
      await expect(start).rejects.toThrow('not wanted any more');
    } finally {
      process.kill(host, 'SIGCONT');
    }
  });

  it('is replaced when it cannot be reached', async () => {
    const launcher = create(5_000);
    const host = Number(await output(launcher, PARENT));
    for (const name of readdirSync(place)) {
      rmSync(join(place, name), { recursive: true });
    }

    await expect(git(launcher, ['--version'])).rejects.toMatchObject({
      message: expect.stringContaining('cannot be reached'),
      isLost: true,
    });
    expect(Number(await output(launcher, PARENT))).not.toBe(host);
    await until(() => !isThere(host));
  });

  it('says so when there is no place for its socket', async () => {
    const nowhere = GitLauncher.create({ directory: join(place, 'no') });
    await expect(git(nowhere, ['--version'])).rejects.toThrow('ENOENT');

    const long = join(place, 'x'.repeat(90));
    mkdirSync(long);
    const deep = GitLauncher.create({ directory: long });
    await expect(git(deep, ['--version'])).rejects.toThrow(
      'Set TMPDIR to a shorter one.',
    );
    expect(readdirSync(long)).toEqual([]);
  });

  it('ends git with all it has started', async () => {
    const launcher = create(1);
    const args = ['-c', 'alias.w=!sleep 31 & echo $!; wait', 'w'];
    const running = await git(launcher, args);
    const [line] = await once(running.stdout, 'data');
    running.kill();

    expect((await running.ended).code).toBeUndefined();
    await until(() => !isThere(Number(line)));
  });

  it('ends one that is deaf, too', async () => {
    const launcher = create(1);
    const script = 'trap "" TERM; echo $$; while :; do sleep 0.1; done';
    const running = await git(launcher, ['-c', `alias.w=!${script}`, 'w']);
    const [line] = await once(running.stdout, 'data');
    running.kill();

    expect((await running.ended).code).toBeUndefined();
    await until(() => !isThere(Number(line)));
  });

  it('is replaced when it dies, and what it ran is ended and counts as failed', async () => {
    const launcher = create(5_000);
    const host = Number(await output(launcher, PARENT));
    const args = ['-c', 'alias.w=!echo $$; sleep 32', 'w'];
    const running = await git(launcher, args);
    const [line] = await once(running.stdout, 'data');
    process.kill(host, 'SIGKILL');

    expect(await running.ended).toEqual({
      ...{ stderr: 'The process that starts git has ended.', isLost: true },
    });
    await until(() => !isThere(Number(line)));
    expect(Number(await output(launcher, PARENT))).not.toBe(host);
    expect(readdirSync(place)).toHaveLength(1);
  });

  it('ends when nobody has needed it for a while, and leaves nothing', async () => {
    const launcher = create(50);
    const host = Number(await output(launcher, PARENT));
    expect(readdirSync(place)).toHaveLength(1);

    await until(() => !isThere(host));
    expect(readdirSync(place)).toEqual([]);
    expect(Number(await output(launcher, PARENT))).not.toBe(host);
  });

  it('ends with the process that ordered, however that ends', async () => {
    const inner = join(place, 'inner');
    mkdirSync(inner);
    const script = `
      const { spawn } = require('node:child_process');
      const [, program, path] = process.argv;
      const child = spawn(process.execPath, [program, path], {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      child.once('message', () => console.log(child.pid));`;
    const parent = spawn(
      process.execPath,
      ['-e', script, LAUNCHER, join(inner, 's')],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = await once(parent.stdout, 'data');
    expect(readdirSync(inner)).toEqual(['s']);
    parent.kill('SIGKILL');

    await until(() => !isThere(Number(line)));
    expect(readdirSync(place)).toEqual([]);
  });
});
