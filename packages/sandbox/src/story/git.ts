import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Nothing of the person's own configuration may change what is made. */
const ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
};

interface GitOptions {
  input?: string;
  cwd?: string;
}

/** Runs git and gives what it printed, as text. */
export async function git(
  args: readonly string[],
  options: GitOptions = {},
): Promise<string> {
  return (await gitBytes(args, options)).toString('utf8');
}

/** Runs git and gives what it printed, byte by byte. */
export async function gitBytes(
  args: readonly string[],
  options: GitOptions = {},
): Promise<Buffer> {
  const child = spawn('git', args, {
    cwd: options.cwd,
    env: { ...process.env, ...ENVIRONMENT },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', chunk => out.push(chunk));
  child.stderr.on('data', chunk => err.push(chunk));
  // Git may end before it has read everything; its exit code says why.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const [code] = await once(child, 'close');
  if (code !== 0) {
    throw new Error(
      `git ${args[0]} failed: ${Buffer.concat(err).toString('utf8').trim()}`,
    );
  }
  return Buffer.concat(out);
}
