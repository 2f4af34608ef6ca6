import type { ManifestFormat } from '@slipway/backstage-plugin-delivery-node';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { EnvironmentStore } from '../database/EnvironmentStore';
import type { RevisionStore } from '../database/RevisionStore';
import type { DeploymentRow } from '../database/rows';
import type { Stages } from '../environments/Stages';
import type { GitMirror } from '../git/GitMirror';
import {
  type LayoutMatcher,
  deploymentId,
} from '@slipway/backstage-plugin-delivery-node';
import { FolderHistory } from './FolderHistory';
import { seedFolders } from './HistoryWalk';
import { toDeploymentRow } from './toDeploymentRow';

/** What a writer works with. */
export interface DesiredStateWriterOptions {
  deployments: DeploymentStore;
  environments: EnvironmentStore;
  revisions: RevisionStore;
  formats: readonly ManifestFormat[];
  stages: Stages;
}

type Changed = Pick<DeploymentRow, 'id' | 'entity_ref'>[];

/** Writes what Git wants at the head of a repository, from its tree. */
export class DesiredStateWriter {
  readonly #options: DesiredStateWriterOptions;

  private constructor(options: DesiredStateWriterOptions) {
    this.#options = options;
  }

  static create(options: DesiredStateWriterOptions) {
    return new DesiredStateWriter(options);
  }

  /** Ids of all deployments a repository has ever had. */
  async idsOf(repository: string): Promise<string[]> {
    return this.#options.deployments.everPresent(repository);
  }

  /**
   * Reads folders at a commit and stores what they say.
   *
   * @param matcher - see {@link LayoutMatcher}
   * @param paths - folders to read; all of the tree when absent
   */
  async write(
    mirror: GitMirror,
    matcher: LayoutMatcher,
    commit: string,
    paths?: string[],
  ): Promise<Changed> {
    const { deployments } = this.#options;
    const repository = mirror.repository.id;
    const known = await deployments.present(repository);
    const wanted = paths ?? (await this.#allFolders(mirror, matcher, commit));
    const folders = await this.#readFolders(mirror, matcher, commit, wanted);
    const there = [...folders.values()].filter(folder => folder.isDeployment);
    const rows = await this.#rows(repository, there);
    // Before the folders: who sees these knows what was left out beside them.
    await this.#writeRefused(mirror, matcher, commit);
    await deployments.upsert(rows);
    const present = new Set(there.map(folder => folder.place.path));
    const asked = paths && new Set(paths);
    const gone = known
      .filter(({ path }) => !present.has(path) && (asked?.has(path) ?? true))
      .map(({ id }) => id);
    const goneRows = await deployments.getMany(gone);
    await deployments.markRemoved(gone, new Date().toISOString());
    return [...rows, ...goneRows];
  }

  /** Nothing that looks like an environment is left out in silence. */
  async #writeRefused(
    mirror: GitMirror,
    matcher: LayoutMatcher,
    commit: string,
  ) {
    const roots = matcher.kindRoots;
    if (!roots) return;
    const repository = mirror.repository.id;
    const found = new Map<string, string>();
    for (const { path } of await mirror.listFiles(commit, roots)) {
      const refusal = matcher.refusalOf(path);
      if (refusal) found.set(refusal.path, refusal.message);
    }
    const rows = [...found].map(([path, message]) => ({
      ...{ repository, path, message },
    }));
    await this.#options.environments.replaceRefused(repository, rows);
  }

  /** A row for each folder that the ledger knows. */
  async #rows(
    repository: string,
    folders: FolderHistory[],
  ): Promise<DeploymentRow[]> {
    const { deployments, revisions, stages } = this.#options;
    const byId = new Map(
      folders.map(folder => [
        deploymentId(repository, folder.place.path),
        folder,
      ]),
    );
    const newest = await revisions.newest([...byId.keys()]);
    // What the catalog's annotations said of a folder before stays until they
    // are asked again.
    const found = new Map(
      (await deployments.undeclared()).map(row => [row.id, row.entity_ref]),
    );
    return [...byId].flatMap(([id, folder]) => {
      const last = newest.last.get(id);
      const version = newest.version.get(id) ?? last;
      const kept = found.get(id);
      return last && version
        ? [
            toDeploymentRow(folder, {
              ...{ repository, last, version, kept, stages },
            }),
          ]
        : [];
    });
  }

  async #allFolders(
    mirror: GitMirror,
    matcher: LayoutMatcher,
    commit: string,
  ): Promise<string[]> {
    const paths = new Set<string>();
    for (const entry of await mirror.listFiles(commit)) {
      const place = matcher.placeOfFile(entry.path);
      if (place) {
        paths.add(place.path);
      }
    }
    return [...paths];
  }

  async #readFolders(
    mirror: GitMirror,
    matcher: LayoutMatcher,
    commit: string,
    paths: string[],
  ): Promise<Map<string, FolderHistory>> {
    const folders = new Map<string, FolderHistory>();
    for (const path of paths) {
      const place = matcher.placeOfFolder(path);
      if (place) {
        folders.set(path, new FolderHistory(place, this.#options.formats));
      }
    }
    if (folders.size) {
      await seedFolders(mirror, commit, [...folders.keys()], folders, matcher);
    }
    return folders;
  }
}
