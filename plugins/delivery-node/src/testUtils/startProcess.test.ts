import { freePort, findProgram, startProcess } from './startProcess';
import { until } from './until';

function node(script: string, graceMs?: number) {
  return startProcess(process.execPath, ['-e', script], { graceMs });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('startProcess', () => {
  it('keeps what the program wrote, and ends it', async () => {
    const program = node('console.log("up"); setInterval(() => {}, 1000)');
    await until('it is up', () => program.output().includes('up'));
    expect(isAlive(program.pid)).toBe(true);

    await program.stop();

    expect(program.hasExited()).toBe(true);
    expect(isAlive(program.pid)).toBe(false);
  });

  it('insists when the program does not want to end', async () => {
    const program = node(
      'process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1000)',
      50,
    );
    await until('it is up', () => program.output().includes('up'));

    await program.stop();

    expect(isAlive(program.pid)).toBe(false);
  });

  it('may be stopped after it has ended by itself', async () => {
    const program = node('process.stderr.write("done")');
    await until('it has ended', () => program.hasExited());

    await program.stop();

    expect(program.output()).toBe('done');
  });

  it('says that a program is not there', async () => {
    const program = startProcess('/nowhere/at-all', []);
    await until('the error is known', () => program.output());
    await program.stop();

    expect(program.output()).toContain('ENOENT');
    expect(program.hasExited()).toBe(true);
  });
});

it('finds programs on the search path, and says when there is none', () => {
  expect(findProgram('git')).toMatch(/\/git$/);
  expect(findProgram('no-such-program')).toBeUndefined();
});

it('gives a port that can be listened on', async () => {
  const port = await freePort();
  const program = node(
    `require('net').createServer().listen(${port}, '127.0.0.1', () => console.log('listens'))`,
  );

  await until('it listens', () => program.output().includes('listens'));
  await program.stop();

  expect(port).toBeGreaterThan(1023);
});
