import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { GitError, classifyGitFailure } from './GitError';

/** How a git process is started. @public */
export interface GitOptions {
  cwd: string;
  /** Says in an error what was tried, for example `Fetching gitops-retail`. */
  what: string;
  env?: Record<string, string>;
  input?: string | Buffer;
  signal?: AbortSignal;
  timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 120_000;

/**
 * git must never ask a question, run a hook or read a person's settings: the
 * same call has the same result on every machine.
 */
const BASE_ENV: Record<string, string> = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_PROTOCOL_FROM_USER: '0',
  GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
  LC_ALL: 'C',
};

const BASE_CONFIG: [string, string][] = [
  ['safe.directory', '*'],
  ['core.hooksPath', '/dev/null'],
  ['core.quotePath', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['http.followRedirects', 'initial'],
  ['http.lowSpeedLimit', '1000'],
  ['http.lowSpeedTime', '30'],
];

/** Settings go through the environment, so that no secret is in a process list. @public */
export function gitConfigEnv(
  entries: [string, string][],
): Record<string, string> {
  const env: Record<string, string> = {
    GIT_CONFIG_COUNT: String(entries.length),
  };
  for (const [index, [key, value]] of entries.entries()) {
    env[`GIT_CONFIG_KEY_${index}`] = key;
    env[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return env;
}

/** Environment of every git process, with more settings on top. @public */
export function gitEnv(
  config: [string, string][] = [],
): Record<string, string> {
  return { ...BASE_ENV, ...gitConfigEnv([...BASE_CONFIG, ...config]) };
}

/** How this machine reaches the outside; everything else stays out. */
const INHERITED =
  /^(PATH|(https?|all|no)_proxy|SSL_CERT_(FILE|DIR)|GIT_SSL_CAINFO|SSH_AUTH_SOCK)$/i;

function inheritedEnv() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => INHERITED.test(name)),
  );
}

/** Starts git in its own process group, so that a time-out ends its helpers too. @public */
export function spawnGit(
  args: readonly string[],
  options: GitOptions,
): ChildProcessWithoutNullStreams {
  return spawn('git', args, {
    cwd: options.cwd,
    env: {
      ...inheritedEnv(),
      HOME: options.cwd,
      ...gitEnv(),
      ...options.env,
    },
    detached: true,
    stdio: 'pipe',
  });
}

/** Ends a git process and all it has started. @public */
export function killGit(child: ChildProcessWithoutNullStreams) {
  if (child.pid === undefined || child.exitCode !== null) {
    return;
  }
  signalGroup(child.pid, 'SIGTERM');
  // A polite end removes git's own lock files; a deaf one is not waited for.
  const { pid } = child;
  const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), 2_000);
  timer.unref();
  child.once('close', () => clearTimeout(timer));
}

function signalGroup(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended in the meantime.
  }
}

/**
 * Waits for a git process.
 *
 * @throws GitError when it fails, is aborted or takes too long
 * @public
 */
export function waitForGit(
  child: ChildProcessWithoutNullStreams,
  options: GitOptions,
): Promise<void> {
  const { what, signal, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  return new Promise((resolve, reject) => {
    let stderr = '';
    let ended: 'timeout' | 'aborted' | undefined;
    const end = (why: 'timeout' | 'aborted') => {
      ended = why;
      killGit(child);
    };
    const abort = () => end('aborted');
    const timer = setTimeout(() => end('timeout'), timeoutMs);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) {
      abort();
    }
    child.stderr.on('data', chunk => {
      stderr = `${stderr}${chunk}`.slice(-4_000);
    });
    child.once('error', error => {
      clearTimeout(timer);
      reject(new GitError(what, 'other', error.message));
    });
    child.once('close', code => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      if (code === 0 && !ended) {
        resolve();
      } else if (ended) {
        reject(new GitError(what, ended, stderr));
      } else {
        reject(new GitError(what, classifyGitFailure(stderr), stderr));
      }
    });
  });
}

/**
 * Runs git to its end.
 *
 * @returns its standard output
 * @throws GitError
 * @public
 */
export async function runGit(
  args: readonly string[],
  options: GitOptions,
): Promise<Buffer> {
  const child = spawnGit(args, options);
  const chunks: Buffer[] = [];
  child.stdout.on('data', chunk => chunks.push(chunk));
  // A process that ends early closes its input; the exit code tells why.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  await waitForGit(child, options);
  return Buffer.concat(chunks);
}

/** Runs git and gives its output as trimmed text. @public */
export async function gitText(
  args: readonly string[],
  options: GitOptions,
): Promise<string> {
  return (await runGit(args, options)).toString('utf8').trim();
}
