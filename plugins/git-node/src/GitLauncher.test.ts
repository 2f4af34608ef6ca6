import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { GitLauncher } from './GitLauncher';
import { gitEnv } from './runGit';

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

describe('the process that starts git', () => {
  const before = process.env.TMPDIR;
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'git-launcher-'));
    process.env.TMPDIR = directory;
  });

  afterEach(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(directory, { recursive: true, force: true });
  });

  const git = (launcher: GitLauncher, args: string[], hasInput = false) => {
    const env = { PATH: process.env.PATH ?? '', ...gitEnv() };
    return launcher.start({ args, cwd: directory, env, hasInput });
  };

  async function output(launcher: GitLauncher, args: string[]) {
    return (await text((await git(launcher, args)).stdout)).trim();
  }

  it('is not this one, and is the same for each start', async () => {
    const launcher = GitLauncher.create({ idleMs: 5_000 });
    const first = Number(await output(launcher, PARENT));

    expect(first).not.toBe(process.pid);
    expect(Number(await output(launcher, PARENT))).toBe(first);
  });

  it('gives each start its own output, however many run at once', async () => {
    const launcher = GitLauncher.create({ idleMs: 1 });
    const numbers = Array.from({ length: 40 }, (_, index) => String(index));
    const printed = await Promise.all(
      numbers.map(number =>
        output(launcher, ['-c', `a.b=${number}`, 'config', 'a.b']),
      ),
    );

    expect(printed).toEqual(numbers);
  });

  it('passes on much, both ways', async () => {
    const launcher = GitLauncher.create({ idleMs: 1 });
    await output(launcher, ['init', '--bare', '.']);
    const much = 'line\n'.repeat(4_000_000);
    const writing = await git(launcher, ['hash-object', '-w', '--stdin'], true);
    writing.stdin?.end(much);
    const sha = (await text(writing.stdout)).trim();

    expect((await writing.ended).code).toBe(0);
    const read = await output(launcher, ['cat-file', 'blob', sha]);
    expect(read.length).toBe(much.length - 1);
  });

  it('loses nothing of what git printed when git did not want its input', async () => {
    const launcher = GitLauncher.create({ idleMs: 1 });
    const running = await git(launcher, ['--version'], true);
    running.stdin?.end('x'.repeat(1_000_000));

    expect(await text(running.stdout)).toMatch(/^git version/);
    expect(await running.ended).toEqual({ code: 0, stderr: '' });
  });

  it('tells the code and what was said last', async () => {
    const launcher = GitLauncher.create({ idleMs: 1 });
    const running = await git(launcher, ['cat-file', '-t', 'nothing']);
    running.stdout.resume();

    expect(await running.ended).toMatchObject({
      code: 128,
      stderr: expect.stringContaining('not a git repository'),
    });
  });

  it('says why git cannot be started', async () => {
    const launcher = GitLauncher.create({ idleMs: 1 });
    const env = { PATH: '/nowhere' };
    const start = launcher.start({
      ...{ args: [], cwd: directory, env, hasInput: true },
    });

    await expect(start).rejects.toThrow('spawn git ENOENT');
  });

  it('ends git with all it has started', async () => {
    const launcher = GitLauncher.create({ idleMs: 1 });
    const args = ['-c', 'alias.w=!sleep 31 & echo $!; wait', 'w'];
    const running = await git(launcher, args);
    const [line] = await once(running.stdout, 'data');
    running.kill();

    expect((await running.ended).code).toBeUndefined();
    await until(() => !isThere(Number(line)));
  });

  it('is replaced when it dies, and what it ran counts as failed', async () => {
    const launcher = GitLauncher.create({ idleMs: 5_000 });
    const host = Number(await output(launcher, PARENT));
    const running = await git(launcher, SLEEP);
    running.stdout.resume();
    process.kill(host, 'SIGKILL');
    // Its git lives on, until who asked for it lets go.
    const ended = running.ended;
    await until(() => !isThere(host));
    running.kill();

    expect(await ended).toEqual({
      stderr: 'The process that starts git has ended.',
    });
    expect(Number(await output(launcher, PARENT))).not.toBe(host);
  });

  it('ends when nobody has needed it for a while, and leaves nothing', async () => {
    const launcher = GitLauncher.create({ idleMs: 50 });
    const host = Number(await output(launcher, PARENT));
    expect(readdirSync(directory)).toHaveLength(1);

    await until(() => !isThere(host));
    expect(readdirSync(directory)).toEqual([]);
    expect(Number(await output(launcher, PARENT))).not.toBe(host);
  });

  it('ends with the process that ordered, however that ends', async () => {
    const script = `
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, [process.argv[1]], {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      child.once('message', () => console.log(child.pid));`;
    const parent = spawn(process.execPath, ['-e', script, LAUNCHER], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, TMPDIR: directory },
    });
    const [line] = await once(parent.stdout, 'data');
    const made = readdirSync(directory);
    parent.kill('SIGKILL');

    expect(made).toHaveLength(1);

    await until(() => !isThere(Number(line)));
    expect(readdirSync(directory)).toEqual([]);
  });
});
