import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RepositoryConfig } from '../config/readDeliveryConfig';
import { type LogCommit, LOG_FORMAT, parseLog } from './parseLog';
import {
  asNo,
  GitError,
  type GitOptions,
  gitEnv,
  gitText,
  remoteAccess,
  runGit,
  spawnGit,
  waitForGit,
} from '@slipway/backstage-plugin-git-node';

function isCutOff(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === 'ERR_STREAM_PREMATURE_CLOSE';
}

const HEAD_REF = 'refs/slipway/head';

/** One entry of a tree. */
export interface TreeEntry {
  path: string;
  /** For example `100755`. */
  mode: string;
  sha: string;
}

/** What became of a push. */
export type PushResult = 'pushed' | 'rejected';

/**
 * A bare copy of one repository, with `git` itself as the engine. It is a
 * cache: a lost one is fetched again.
 */
export class GitMirror {
  readonly repository: RepositoryConfig;
  readonly directory: string;
  readonly #env: Record<string, string>;

  private constructor(repository: RepositoryConfig, directory: string) {
    this.repository = repository;
    this.directory = directory;
    const access = remoteAccess(repository);
    this.#env = { ...gitEnv(access.config), ...access.env };
  }

  /** Opens the copy of a repository below a cache directory, or begins one. */
  static async open(
    repository: RepositoryConfig,
    cacheDirectory: string,
  ): Promise<GitMirror> {
    const key = createHash('sha256').update(repository.url).digest('hex');
    const name = `${repository.id}-${key.slice(0, 12)}.git`;
    const directory = join(cacheDirectory, name);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const mirror = new GitMirror(repository, directory);
    await runGit(
      ['init', '--quiet', '--bare', '.'],
      mirror.#options(`Opening ${repository.id}`),
    );
    return mirror;
  }

  #options(what: string, signal?: AbortSignal): GitOptions {
    return { cwd: this.directory, what, env: this.#env, signal };
  }

  /**
   * Brings the branch from the remote.
   *
   * @returns its newest commit; undefined while the remote has no such branch
   * @throws GitError
   */
  async fetch(signal?: AbortSignal): Promise<string | undefined> {
    const { url, branch, id } = this.repository;
    const refspec = `+refs/heads/${branch}:${HEAD_REF}`;
    try {
      await runGit(
        [
          'fetch',
          '--quiet',
          '--no-tags',
          '--no-write-fetch-head',
          url,
          refspec,
        ],
        {
          ...this.#options(`Fetching ${id}`, signal),
          timeoutMs: this.repository.timeoutMs,
        },
      );
    } catch (error) {
      if (error instanceof GitError && error.failure === 'empty') {
        await this.#assertSpeaksGit(signal);
        return undefined;
      }
      throw error;
    }
    return this.head();
  }

  /**
   * A page of HTML looks to git like a repository without branches. One that
   * speaks the protocol sends packets.
   *
   * @throws GitError
   */
  async #assertSpeaksGit(signal?: AbortSignal) {
    const { url, id } = this.repository;
    const options = this.#options(`Fetching ${id}`, signal);
    const git = await spawnGit(['ls-remote', url], {
      ...options,
      env: { ...options.env, GIT_TRACE_PACKET: '1' },
    });
    git.stdout.resume();
    const { timeoutMs } = this.repository;
    const { stderr: trace } = await waitForGit(git, { ...options, timeoutMs });
    if (!trace.includes('packet:')) {
      throw new GitError(`Fetching ${id}`, 'not-found', trace);
    }
  }

  /** The newest commit that was fetched. */
  async head(): Promise<string | undefined> {
    try {
      // A fetched ref is a file of one line; reading it saves a process.
      const text = await readFile(join(this.directory, HEAD_REF), 'utf8');
      return text.trim();
    } catch {
      return this.resolve(HEAD_REF);
    }
  }

  /** The object a name stands for; undefined when there is none. */
  async resolve(name: string): Promise<string | undefined> {
    try {
      return await gitText(
        ['rev-parse', '--verify', '--quiet', '--end-of-options', name],
        this.#options('Resolving'),
      );
    } catch (error) {
      return asNo(error, undefined);
    }
  }

  /** True when the commit is there and the other one can be reached from it. */
  async isAncestor(ancestor: string, descendant: string): Promise<boolean> {
    try {
      await runGit(
        ['merge-base', '--is-ancestor', ancestor, descendant],
        this.#options('Comparing'),
      );
      return true;
    } catch (error) {
      return asNo(error, false);
    }
  }

  /** The commit where two histories part; undefined when they share none. */
  async mergeBase(a: string, b: string): Promise<string | undefined> {
    try {
      return await gitText(['merge-base', a, b], this.#options('Comparing'));
    } catch (error) {
      return asNo(error, undefined);
    }
  }

  /** Commit times in seconds since 1970. */
  async commitTimes(commits: string[]): Promise<Map<string, number>> {
    if (!commits.length) {
      return new Map();
    }
    const text = await runGit(
      ['log', '--no-walk=unsorted', '--stdin', '--format=%H %ct'],
      { ...this.#options('Reading times'), input: `${commits.join('\n')}\n` },
    );
    const lines = text.toString('latin1').trim().split('\n');
    return new Map(
      lines.map(line => {
        const [sha, time] = line.split(' ');
        return [sha, Number(time)];
      }),
    );
  }

  /** Whether a range holds a merge. */
  async hasMerges(range: string[]): Promise<boolean> {
    const text = await gitText(
      ['rev-list', '--merges', '--max-count=1', ...range],
      this.#options('Looking for merges'),
    );
    return text !== '';
  }

  /** Shas of the commits of a range, with their parents, parents first. */
  async graph(range: string[]): Promise<{ sha: string; parents: string[] }[]> {
    const text = await gitText(
      ['rev-list', '--topo-order', '--reverse', '--parents', ...range],
      this.#options('Listing commits'),
    );
    return text
      .split('\n')
      .filter(Boolean)
      .map(line => {
        const [sha, ...parents] = line.split(' ');
        return { sha, parents };
      });
  }

  /** The commits of a range with what each changed, parents first. */
  async *log(
    range: string[],
    options: { paths?: string[]; signal?: AbortSignal } = {},
  ): AsyncGenerator<LogCommit> {
    const how = this.#options('Reading history', options.signal);
    const git = await spawnGit(
      [
        ...['log', '--topo-order', '--reverse', '-z', '--raw', '--no-abbrev'],
        ...['--no-renames', '-c', `--format=${LOG_FORMAT}`, ...range],
        ...['--', ...(options.paths ?? [])],
      ],
      how,
    );
    const ended = waitForGit(git, how);
    // Its rejection is awaited below; the consumer may stop before that.
    ended.catch(() => {});
    try {
      yield* parseLog(git.stdout);
      await ended;
    } catch (error) {
      // What was ended stops in the middle; why is what it says itself.
      if (isCutOff(error)) await ended;
      throw error;
    } finally {
      git.kill();
    }
  }

  /** All files below some folders at a commit; of the whole tree without any. */
  async listFiles(
    commit: string,
    folders: string[] = [],
  ): Promise<TreeEntry[]> {
    const bytes = await runGit(
      ['ls-tree', '-r', '-z', '--full-tree', commit, '--', ...folders],
      this.#options('Listing files'),
    );
    return bytes
      .toString('utf8')
      .split('\0')
      .filter(Boolean)
      .map(line => {
        const tab = line.indexOf('\t');
        const [mode, , sha] = line.slice(0, tab).split(' ');
        return { path: line.slice(tab + 1), mode, sha };
      });
  }

  /** Files of a commit that name a host; a longer host that ends or begins with it is another one. */
  async filesWith(commit: string, host: string): Promise<string[]> {
    const name = host.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const pattern = `(^|[^[:alnum:].-])${name}([^[:alnum:].-]|\\.?$)`;
    try {
      const bytes = await runGit(
        [
          ...['grep', '--extended-regexp', '--ignore-case', '-I', '-l', '-z'],
          ...['--full-name', '-e', pattern, commit],
        ],
        this.#options('Looking for a host name'),
      );
      return bytes
        .toString('utf8')
        .split('\0')
        .filter(Boolean)
        .map(found => found.slice(commit.length + 1));
    } catch (error) {
      // git says 1, and nothing else, when it found none.
      if (error instanceof GitError && error.code === 1) return [];
      throw error;
    }
  }

  /** The commit of a range whose message holds a line exactly like this. */
  async findByTrailer(
    range: string,
    line: string,
  ): Promise<string | undefined> {
    const text = await gitText(
      [
        ...['log', '--format=%H', '--fixed-strings', `--grep=${line}`],
        ...['--max-count=1', range],
      ],
      this.#options('Looking for a commit'),
    );
    return text || undefined;
  }

  /** When some text of a file was written, in seconds since 1970; undefined when it never was. */
  async lastWritten(
    commit: string,
    path: string,
    text: string,
  ): Promise<number | undefined> {
    const seconds = await gitText(
      ['log', '-1', '--format=%ct', `-S${text}`, commit, '--', path],
      this.#options('Looking for a line'),
    );
    return seconds ? Number(seconds) : undefined;
  }

  /** A file's text at a commit; undefined when it is not there. */
  async readFile(commit: string, path: string): Promise<string | undefined> {
    const sha = await this.resolve(`${commit}:${path}`);
    if (!sha) {
      return undefined;
    }
    const bytes = await runGit(
      ['cat-file', 'blob', sha],
      this.#options('Reading a file'),
    );
    return bytes.toString('utf8');
  }

  /**
   * Writes a commit by `git fast-import`. The stream gives it the mark 1.
   *
   * @returns its sha
   */
  async fastImport(stream: string): Promise<string> {
    return gitText(['fast-import', '--quiet', '--force'], {
      ...this.#options('Writing a commit'),
      input: `${stream}get-mark :1\n`,
    });
  }

  /**
   * Pushes one commit to the branch, never by force.
   *
   * @returns `rejected` when the branch has moved
   * @throws GitError for every other cause; a time-out leaves open whether the
   * remote took it
   */
  async push(commit: string, signal?: AbortSignal): Promise<PushResult> {
    const { url, branch, id } = this.repository;
    try {
      await runGit(['push', '--quiet', url, `${commit}:refs/heads/${branch}`], {
        ...this.#options(`Pushing to ${id}`, signal),
        timeoutMs: this.repository.timeoutMs,
      });
      return 'pushed';
    } catch (error) {
      if (error instanceof GitError && error.failure === 'rejected') {
        return 'rejected';
      }
      throw error;
    }
  }
}
