import { GitError, classifyGitFailure } from './GitError';
import { GitStartError } from './GitHost';
import { GitLauncher } from './GitLauncher';
import type { GitEnd, GitProcess } from './RunningGit';

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
/** What takes longer to start is taken for hanging. */
const START_MS = 30_000;

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

const launcher = GitLauncher.create();

/**
 * Starts git in its own process group, so that a time-out ends its helpers too.
 *
 * @param options - with an `input`, even an empty one, its standard input can be written to
 * @throws GitError when git cannot be started
 * @public
 */
export async function spawnGit(
  args: readonly string[],
  options: GitOptions,
): Promise<GitProcess> {
  const { cwd, env, input, what, signal, timeoutMs = START_MS } = options;
  try {
    return await launcher.start(
      {
        ...{ args, cwd, hasInput: input !== undefined },
        env: { ...inheritedEnv(), HOME: cwd, ...gitEnv(), ...env },
      },
      { signal, withinMs: Math.min(timeoutMs, START_MS) },
    );
  } catch (error) {
    const isLost = error instanceof GitStartError && error.isLost;
    const why = signal?.aborted ? 'aborted' : isLost && 'interrupted';
    throw new GitError(what, why || 'other', (error as Error).message);
  }
}

/**
 * Waits for a git process.
 *
 * @returns how it ended
 * @throws GitError when it fails, is aborted or takes too long
 * @public
 */
export async function waitForGit(
  git: GitProcess,
  options: GitOptions,
): Promise<GitEnd> {
  const { what, signal, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  let why: 'timeout' | 'aborted' | undefined;
  const end = (reason: 'timeout' | 'aborted') => {
    why = reason;
    git.kill();
  };
  const abort = () => end('aborted');
  const timer = setTimeout(() => end('timeout'), timeoutMs);
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted) {
    abort();
  }
  const ended = await git.ended;
  clearTimeout(timer);
  signal?.removeEventListener('abort', abort);
  const { code, stderr } = ended;
  if (why || code === undefined) {
    throw new GitError(what, why ?? 'interrupted', stderr);
  }
  if (code !== 0) {
    throw new GitError(what, classifyGitFailure(stderr), stderr, code);
  }
  return ended;
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
  const git = await spawnGit(args, options);
  const chunks: Buffer[] = [];
  git.stdout.on('data', chunk => chunks.push(chunk));
  git.stdin?.end(options.input);
  await waitForGit(git, options);
  return Buffer.concat(chunks);
}

/** Runs git and gives its output as trimmed text. @public */
export async function gitText(
  args: readonly string[],
  options: GitOptions,
): Promise<string> {
  return (await runGit(args, options)).toString('utf8').trim();
}
