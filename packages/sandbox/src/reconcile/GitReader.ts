import { git, gitBytes } from '../story/git';

/** Folders that a cluster deploys from. */
const FOLDER =
  /^(?:(?:dev|dev-2|qa|acc)\/[^/]+|(?:prod|preview)\/[^/]+\/[^/]+)(?=\/)/;
const TENANT_ROOT = /^prod\/[^/]+(?=\/[^/]+\.ya?ml$)/;
/** What the portal keeps in a folder is no manifest. */
const NO_MANIFEST = /\/delivery\.yaml$/;
const KEPT_COMMITS = 10;

/** One folder at a commit: the blob of each file, by its name in the folder. */
export type FolderBlobs = Map<string, string>;

/** A commit that changed manifests of a folder. */
export interface FolderCommit {
  sha: string;
  at: Date;
}

/** Reads a bare repository by git's own plumbing. */
export class GitReader {
  readonly #path: string;
  readonly #texts = new Map<string, string>();

  constructor(path: string) {
    this.#path = path;
  }

  async head(): Promise<string> {
    const sha = await git(['rev-parse', '--verify', 'refs/heads/main'], {
      cwd: this.#path,
    });
    return sha.trim();
  }

  /** Every folder that is deployed, at a commit. */
  async folders(commit: string): Promise<Map<string, FolderBlobs>> {
    return this.#grouped(commit, FOLDER);
  }

  /** What stands beside the folders of each tenant, by the root of the tenant. */
  async beside(commit: string): Promise<Map<string, FolderBlobs>> {
    return this.#grouped(commit, TENANT_ROOT);
  }

  async #grouped(
    commit: string,
    pattern: RegExp,
  ): Promise<Map<string, FolderBlobs>> {
    const tree = await git(['ls-tree', '-r', '-z', '--full-tree', commit], {
      cwd: this.#path,
    });
    const folders = new Map<string, FolderBlobs>();
    for (const line of tree.split('\0')) {
      const [, sha, path] = /^\d+ blob ([0-9a-f]+)\t(.+)$/.exec(line) ?? [];
      const [folder] = (path && pattern.exec(path)) || [];
      if (folder && !NO_MANIFEST.test(path)) {
        const blobs = folders.get(folder) ?? new Map<string, string>();
        folders.set(folder, blobs.set(path.slice(folder.length + 1), sha));
      }
    }
    return folders;
  }

  /** Reads the files of many folders at once, so that `read` finds them. */
  async warm(folders: Iterable<FolderBlobs>): Promise<void> {
    await this.#load([...folders].flatMap(blobs => [...blobs.values()]));
  }

  /** The text of each file of a folder. */
  async read(blobs: FolderBlobs): Promise<Map<string, string>> {
    await this.#load([...blobs.values()]);
    return new Map(
      [...blobs].map(([name, sha]) => [name, this.#texts.get(sha) ?? '']),
    );
  }

  /** Blobs never change, so each is read once. */
  async #load(shas: readonly string[]): Promise<void> {
    const missing = [...new Set(shas)].filter(sha => !this.#texts.has(sha));
    if (!missing.length) {
      return;
    }
    const output = await gitBytes(['cat-file', '--batch'], {
      cwd: this.#path,
      input: `${missing.join('\n')}\n`,
    });
    let at = 0;
    for (const sha of missing) {
      const end = output.indexOf('\n', at);
      const size = Number(output.toString('utf8', at, end).split(' ')[2]);
      this.#texts.set(sha, output.toString('utf8', end + 1, end + 1 + size));
      at = end + 1 + size + 1;
    }
  }

  /** The last commits that changed the manifests of each folder, newest first. */
  async commits(head: string): Promise<Map<string, FolderCommit[]>> {
    const log = await git(
      [
        // A name that is not ASCII stands as it is, not quoted.
        ...['-c', 'core.quotePath=off', 'log', '--first-parent'],
        ...['--format=%x01%H %ct', '--name-only', head],
      ],
      { cwd: this.#path },
    );
    const found = new Map<string, FolderCommit[]>();
    for (const entry of log.split('\x01').slice(1)) {
      const [first, ...paths] = entry.split('\n');
      const [sha, seconds] = first.split(' ');
      const commit = { sha, at: new Date(Number(seconds) * 1000) };
      const changed = paths.filter(path => path && !NO_MANIFEST.test(path));
      for (const folder of new Set(
        changed.map(path => FOLDER.exec(path)?.[0]),
      )) {
        const commits = (folder && found.get(folder)) || [];
        if (folder && commits.length < KEPT_COMMITS) {
          found.set(folder, [...commits, commit]);
        }
      }
    }
    return found;
  }
}
