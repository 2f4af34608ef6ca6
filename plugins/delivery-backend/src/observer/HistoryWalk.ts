import { parseTrailers } from '../git/parseLog';
import type { LogCommit, RawChange } from '../git/parseLog';
import { BlobReader, readBlobs } from '@slipway/backstage-plugin-git-node';
import type { GitMirror, TreeEntry } from '../git/GitMirror';
import type { NewRevisionRow } from '../database/RevisionStore';
import type { LayoutMatcher } from '@slipway/backstage-plugin-delivery-node';
import { deploymentId } from '@slipway/backstage-plugin-delivery-node';
import type { ManifestFormat } from '@slipway/backstage-plugin-delivery-node';
import type { FolderChange } from './FolderHistory';
import { FolderHistory } from './FolderHistory';

/** Commits whose blobs are read together. */
const BATCH = 500;
const MAX_PATHS = 1_000;

/** A commit with its changes by folder. */
interface FolderCommit {
  commit: LogCommit;
  folders: Map<string, RawChange[]>;
}

/** What a walk works with. */
export interface HistoryWalkOptions {
  mirror: GitMirror;
  matcher: LayoutMatcher;
  formats: readonly ManifestFormat[];
  /** Commit whose tree the folders begin with; absent for the whole history. */
  base?: string;
  landings: ReadonlyMap<string, string>;
  /** The range holds merges: a commit may follow another one than the last. */
  merged: boolean;
  /** Commit times of merges, for when a commit reached the branch. */
  landedAt: ReadonlyMap<string, number>;
  firstPosition: number;
  everRemoved: (deploymentIds: string[]) => Promise<Set<string>>;
  signal?: AbortSignal;
}

/** Rows of one batch of commits. */
export interface WalkBatch {
  rows: NewRevisionRow[];
  /** Paths of the folders touched. */
  folders: string[];
  /** Newest commit of the batch; all its ancestors have been walked. */
  checkpoint: string;
}

export function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

/** Walks through the history of a repository and makes the rows of the ledger. */
export class HistoryWalk {
  readonly #options: HistoryWalkOptions;
  readonly #folders = new Map<string, FolderHistory>();
  #position: number;

  constructor(options: HistoryWalkOptions) {
    this.#options = options;
    this.#position = options.firstPosition;
  }

  /** Batches of rows, parents before children. */
  async *batches(range: string[]): AsyncGenerator<WalkBatch> {
    const { mirror, signal } = this.#options;
    const blobs = await BlobReader.open(mirror.directory, signal);
    // While one batch is worked on, git lists the next one.
    let working: Promise<WalkBatch> | undefined;
    let batch: FolderCommit[] = [];
    try {
      for await (const commit of mirror.log(range, { signal })) {
        batch.push({ commit, folders: this.#byFolder(commit.changes) });
        if (batch.length === BATCH) {
          if (working) {
            yield await working;
          }
          working = this.#process(batch, blobs);
          // Awaited with the next batch; until then nobody else handles it.
          working.catch(() => {});
          batch = [];
        }
      }
      if (working) {
        yield await working;
      }
      if (batch.length) {
        yield await this.#process(batch, blobs);
      }
    } finally {
      blobs.close();
    }
  }

  #byFolder(changes: RawChange[]): Map<string, RawChange[]> {
    const folders = new Map<string, RawChange[]>();
    for (const change of changes) {
      const place = this.#options.matcher.placeOfFile(change.path);
      if (place) {
        const list = folders.get(place.path);
        if (list) {
          list.push(change);
        } else {
          folders.set(place.path, [change]);
        }
      }
    }
    return folders;
  }

  async #process(
    batch: FolderCommit[],
    reader: BlobReader,
  ): Promise<WalkBatch> {
    const paths = new Set(batch.flatMap(({ folders }) => [...folders.keys()]));
    await this.#open([...paths]);
    const blobs = await reader.read(this.#wantedBlobs(batch));
    const rows: NewRevisionRow[] = [];
    for (const { commit, folders } of batch) {
      this.#position++;
      for (const [path, changes] of folders) {
        const change = this.#folders.get(path)!.apply(changes, blobs);
        if (change) {
          rows.push(this.#row(path, commit, change));
        }
      }
    }
    const checkpoint = batch[batch.length - 1].commit.sha;
    return { rows, folders: [...paths], checkpoint };
  }

  #wantedBlobs(batch: FolderCommit[]): Set<string> {
    const shas = new Set<string>();
    for (const { folders } of batch) {
      for (const [path, changes] of folders) {
        const folder = this.#folders.get(path)!;
        for (const change of changes) {
          const sides = this.#options.merged
            ? [change.before, change.after]
            : [change.after];
          if (folder.reads(change.path)) {
            for (const sha of sides.filter(side => side !== undefined)) {
              shas.add(sha);
            }
          }
        }
      }
    }
    return shas;
  }

  /** Brings folders that were not touched before to their state at the base. */
  async #open(paths: string[]) {
    const { mirror, matcher, formats, base, everRemoved } = this.#options;
    const repository = mirror.repository.id;
    const fresh = paths.filter(path => !this.#folders.has(path));
    if (!fresh.length) {
      return;
    }
    const removed = base
      ? await everRemoved(fresh.map(path => deploymentId(repository, path)))
      : new Set<string>();
    for (const path of fresh) {
      const folder = new FolderHistory(matcher.placeOfFolder(path)!, formats, {
        everRemoved: removed.has(deploymentId(repository, path)),
      });
      this.#folders.set(path, folder);
    }
    if (base) {
      await seedFolders(mirror, base, fresh, this.#folders, matcher);
    }
  }

  #row(path: string, commit: LogCommit, change: FolderChange): NewRevisionRow {
    const { mirror, landings, landedAt } = this.#options;
    const landedIn = landings.get(commit.sha);
    const trailers = parseTrailers(commit.body);
    const reached = landedIn && landedAt.get(landedIn);
    return {
      deployment_id: deploymentId(mirror.repository.id, path),
      commit: commit.sha,
      position: this.#position,
      landed_in: landedIn ?? null,
      kind: change.kind,
      version_before: change.versionBefore ?? null,
      version_after: change.versionAfter ?? null,
      author_name: commit.author.name,
      author_email: commit.author.email || null,
      committer_name: commit.committer.name,
      committer_email: commit.committer.email || null,
      authored_at: isoTime(commit.authoredAt),
      committed_at: isoTime(commit.committedAt),
      at: isoTime(reached || commit.committedAt),
      subject: commit.subject,
      body: commit.body || null,
      trailers: trailers.length ? JSON.stringify(trailers) : null,
      files_changed: change.filesChanged,
      problem: change.problem ?? null,
      rewritten: false,
    };
  }
}

/**
 * Fills folders with their files at a commit.
 *
 * @returns the files it listed
 */
export async function seedFolders(
  mirror: GitMirror,
  commit: string,
  paths: string[],
  folders: ReadonlyMap<string, FolderHistory>,
  matcher: LayoutMatcher,
): Promise<TreeEntry[]> {
  // A long list of paths would not fit a command line; the whole tree does.
  const entries = await mirror.listFiles(
    commit,
    paths.length > MAX_PATHS ? [] : paths,
  );
  const found = entries.flatMap(entry => {
    const place = matcher.placeOfFile(entry.path);
    const folder = place && folders.get(place.path);
    return folder ? [{ entry, folder }] : [];
  });
  const read = found.filter(({ entry, folder }) => folder.reads(entry.path));
  const blobs = await readBlobs(
    mirror.directory,
    read.map(({ entry }) => entry.sha),
  );
  for (const { entry, folder } of found) {
    const wanted = folder.reads(entry.path);
    folder.seed(entry.path, wanted ? blobs.get(entry.sha) : undefined);
  }
  return entries;
}
