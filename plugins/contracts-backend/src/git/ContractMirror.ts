import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  gitEnv,
  type GitOptions,
  gitText,
  remoteAccess,
  runGit,
} from '@slipway/backstage-plugin-git-node';
import type { ContractRepository } from './readRepositories';

/** A tag or branch, and what it leads to. */
export interface GitReference {
  /** For example `refs/tags/v1.0.0`. */
  name: string;
  commit: string;
  /** When the tag was made, or its commit; ISO 8601 in UTC. */
  at: string;
}

const FIELDS = '%(refname) %(objectname) %(*objectname) %(creatordate:unix)';

function toReference(line: string): GitReference[] {
  const parts = line.split(' ');
  const [name, object] = parts;
  // A tag with a message leads to its commit by a second step.
  const [peeled, seconds] = parts.slice(2);
  const at = new Date(Number(seconds) * 1000);
  return Number.isNaN(at.getTime())
    ? []
    : [{ name, commit: peeled || object, at: at.toISOString() }];
}

/** A bare copy of a repository with its tags. It is a cache: a lost one is fetched again. */
export class ContractMirror {
  readonly #repository: ContractRepository;
  readonly #directory: string;
  readonly #env: Record<string, string>;

  private constructor(repository: ContractRepository, directory: string) {
    this.#repository = repository;
    this.#directory = directory;
    const access = remoteAccess(repository);
    this.#env = { ...gitEnv(access.config), ...access.env };
  }

  static async open(
    repository: ContractRepository,
    cacheDirectory: string,
  ): Promise<ContractMirror> {
    const { id, url } = repository;
    const key = createHash('sha256').update(url).digest('hex').slice(0, 12);
    const directory = join(cacheDirectory, `contracts-${id}-${key}.git`);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const mirror = new ContractMirror(repository, directory);
    await runGit(
      ['init', '--quiet', '--bare', '.'],
      mirror.#options(`Opening ${id}`),
    );
    return mirror;
  }

  /** Brings what there is; what is gone there goes here. @throws GitError */
  async fetch(signal?: AbortSignal): Promise<void> {
    const { url, branch, tags, id, timeoutMs } = this.#repository;
    const refspec = tags
      ? '+refs/tags/*:refs/tags/*'
      : `+refs/heads/${branch}:refs/heads/${branch}`;
    await runGit(
      [
        ...['fetch', '--quiet', '--prune', '--no-tags'],
        ...['--no-write-fetch-head', url, refspec],
      ],
      { ...this.#options(`Fetching ${id}`), signal, timeoutMs },
    );
  }

  /** Oldest first. */
  async references(): Promise<GitReference[]> {
    const { tags, id } = this.#repository;
    const text = await gitText(
      [
        ...['for-each-ref', '--sort=creatordate', `--format=${FIELDS}`],
        tags ? 'refs/tags' : 'refs/heads',
      ],
      this.#options(`Listing the versions of ${id}`),
    );
    return text.split('\n').filter(Boolean).flatMap(toReference);
  }

  async files(commit: string): Promise<string[]> {
    const text = await runGit(
      ['ls-tree', '-r', '-z', '--name-only', commit],
      this.#options(`Listing the files of ${this.#repository.id}`),
    );
    return text.toString('utf8').split('\0').filter(Boolean);
  }

  async read(commit: string, path: string): Promise<string> {
    const text = await runGit(
      ['cat-file', 'blob', `${commit}:${path}`],
      this.#options(`Reading ${path} of ${this.#repository.id}`),
    );
    return text.toString('utf8');
  }

  #options(what: string): GitOptions {
    return { cwd: this.#directory, what, env: this.#env };
  }
}
