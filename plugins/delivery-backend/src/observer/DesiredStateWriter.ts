import { stringifyEntityRef } from '@backstage/catalog-model';
import { classifyVersion } from '@slipway/backstage-plugin-delivery-common';
import type { ManifestFormat } from '@slipway/backstage-plugin-delivery-node';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { RevisionStore } from '../database/RevisionStore';
import type { DeploymentRow, RevisionRow } from '../database/rows';
import { lineOfSite } from '../formats';
import type { GitMirror } from '../git/GitMirror';
import { type LayoutMatcher, deploymentId } from '../layouts/matchLayout';
import { FolderHistory } from './FolderHistory';
import { seedFolders } from './HistoryWalk';

/** What a writer works with. */
export interface DesiredStateWriterOptions {
  deployments: DeploymentStore;
  revisions: RevisionStore;
  formats: readonly ManifestFormat[];
  /** Names of the environments, first stage first. */
  environments: string[];
}

/** What a row is made from beside the folder itself. */
interface RowSources {
  last: RevisionRow;
  version: RevisionRow;
  /** Entity that was found for the folder before. */
  kept?: string;
}

function refOfComponent(name: string): string {
  return stringifyEntityRef({
    kind: 'component',
    namespace: 'default',
    name,
  }).toLowerCase();
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
    const { deployments, revisions } = this.#options;
    const repository = mirror.repository.id;
    const known = await deployments.present(repository);
    const wanted = paths ?? (await this.#allFolders(mirror, matcher, commit));
    const folders = await this.#readFolders(mirror, matcher, commit, wanted);
    const there = new Set(
      [...folders.values()]
        .filter(folder => folder.isDeployment)
        .map(folder => folder.place.path),
    );
    const newest = await revisions.newest(
      [...there].map(path => deploymentId(repository, path)),
    );
    // What the catalog's annotations said of a folder before stays until they
    // are asked again.
    const found = new Map(
      (await deployments.undeclared()).map(row => [row.id, row.entity_ref]),
    );
    const rows: DeploymentRow[] = [];
    for (const path of there) {
      const id = deploymentId(repository, path);
      const last = newest.last.get(id);
      if (last) {
        const version = newest.version.get(id) ?? last;
        const kept = found.get(id);
        rows.push(
          this.#row(repository, folders.get(path)!, { last, version, kept }),
        );
      }
    }
    await deployments.upsert(rows);
    const asked = paths && new Set(paths);
    const gone = known.filter(
      ({ path }) => !there.has(path) && (!asked || asked.has(path)),
    );
    const goneRows = await deployments.getMany(gone.map(({ id }) => id));
    await deployments.markRemoved(
      gone.map(({ id }) => id),
      new Date().toISOString(),
    );
    return [...rows, ...goneRows];
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

  #sortKey(
    row: Pick<
      DeploymentRow,
      'component' | 'environment' | 'tenant' | 'cluster' | 'path'
    >,
  ) {
    const { environments } = this.#options;
    // Nearest to customers first within a component.
    const stage = environments.length - environments.indexOf(row.environment);
    return [
      row.component,
      String(stage).padStart(3, '0'),
      row.tenant ?? '',
      row.cluster ?? '',
      row.path,
    ].join('\u0001');
  }

  #row(
    repository: string,
    folder: FolderHistory,
    { last, version, kept }: RowSources,
  ): DeploymentRow {
    const { place, reading } = folder;
    const component = reading.component ?? place.component;
    const { site } = reading;
    const byName = refOfComponent(component);
    const declared =
      reading.entityRef?.toLowerCase() ??
      (reading.component ? byName : undefined);
    const text = site && folder.textOf(site.file);
    const where = {
      component,
      environment: place.environment,
      tenant: place.tenant ?? null,
      cluster: place.cluster ?? null,
      path: place.path,
    };
    return {
      ...where,
      id: deploymentId(repository, place.path),
      repository,
      entity_ref: declared ?? kept ?? byName,
      entity_declared: declared !== undefined,
      version: reading.version ?? null,
      version_kind: reading.version ? classifyVersion(reading.version) : null,
      carrier: site?.carrier ?? null,
      file: site ? `${place.path}/${site.file}` : null,
      line: (site && text && lineOfSite(text, site)) || null,
      commit: last.commit,
      version_commit: version.commit,
      since: version.at,
      author: version.author_name,
      author_email: version.author_email,
      hold: reading.hold ? JSON.stringify(reading.hold) : null,
      bans: JSON.stringify(reading.bans),
      problems: JSON.stringify(reading.problems),
      removed_at: null,
      sort_key: this.#sortKey(where),
    };
  }
}
