import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Blob, readBlobs } from './BlobReader';
import { GitError } from './GitError';
import { type GitRemote, remoteAccess } from './remoteAccess';
import { gitEnv, type GitOptions, gitText, runGit } from './runGit';

const HEAD = 'refs/slipway/head';

/** One file of a tree. @public */
export interface CopyEntry {
  path: string;
  /** For example `100755`. */
  mode: string;
  sha: string;
}

/**
 * A bare copy of one branch of a repository. It is a cache: a lost one is
 * fetched again.
 *
 * @public
 */
export class BareCopy {
  readonly #remote: GitRemote & { id: string; branch: string };
  readonly #directory: string;
  readonly #env: Record<string, string>;
  readonly #timeoutMs: number;

  private constructor(
    remote: GitRemote & { id: string; branch: string },
    directory: string,
    timeoutMs: number,
  ) {
    this.#remote = remote;
    this.#directory = directory;
    this.#timeoutMs = timeoutMs;
    const access = remoteAccess(remote);
    this.#env = { ...gitEnv(access.config), ...access.env };
  }

  /**
   * Opens the copy below a cache directory, or begins one.
   *
   * @param options - `purpose` keeps copies of several users apart; `timeoutMs` is for one fetch
   */
  static async open(
    remote: GitRemote & { id: string; branch: string },
    options: { cacheDirectory: string; purpose: string; timeoutMs: number },
  ): Promise<BareCopy> {
    const key = createHash('sha256').update(remote.url).digest('hex');
    const name = `${options.purpose}-${remote.id}-${key.slice(0, 12)}.git`;
    const directory = join(options.cacheDirectory, name);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const copy = new BareCopy(remote, directory, options.timeoutMs);
    await runGit(
      ['init', '--quiet', '--bare', '.'],
      copy.#options(`Opening ${remote.id}`),
    );
    return copy;
  }

  /**
   * Brings the branch.
   *
   * @returns its newest commit; undefined while there is none
   * @throws GitError
   */
  async fetch(signal?: AbortSignal): Promise<string | undefined> {
    const { url, branch, id } = this.#remote;
    try {
      await runGit(
        [
          ...['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', url],
          `+refs/heads/${branch}:${HEAD}`,
        ],
        {
          ...this.#options(`Fetching ${id}`),
          ...{ signal, timeoutMs: this.#timeoutMs },
        },
      );
    } catch (error) {
      if (error instanceof GitError && error.failure === 'empty') {
        return undefined;
      }
      throw error;
    }
    return gitText(
      ['rev-parse', '--verify', '--quiet', HEAD],
      this.#options('Resolving'),
    );
  }

  /** Every file at a commit. @throws GitError */
  async files(commit: string): Promise<CopyEntry[]> {
    const bytes = await runGit(
      ['ls-tree', '-r', '-z', '--full-tree', commit],
      this.#options(`Listing the files of ${this.#remote.id}`),
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

  /**
   * Shas of what a file was before, newest first.
   *
   * @param most - no more than so many
   * @throws GitError
   */
  async earlier(commit: string, path: string, most: number): Promise<string[]> {
    const text = await gitText(
      [
        ...['log', '--format=', '--raw', '--no-abbrev', '--no-renames', '-m'],
        ...['--first-parent', `--max-count=${most}`, commit, '--', path],
      ],
      this.#options(`Reading the history of ${path}`),
    );
    // :100644 100644 <sha before> <sha after> M<tab>path
    return text
      .split('\n')
      .map(line => line.split(' ')[2])
      .filter(sha => sha && !/^0+$/.test(sha));
  }

  /** Texts by their sha, all by one process. @throws GitError */
  async blobs(
    shas: Iterable<string>,
    signal?: AbortSignal,
  ): Promise<Map<string, Blob>> {
    return readBlobs(this.#directory, shas, signal);
  }

  #options(what: string): GitOptions {
    return { cwd: this.#directory, what, env: this.#env };
  }
}
