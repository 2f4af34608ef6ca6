import { type Blob, readBlobs } from '@slipway/backstage-plugin-git-node';
import {
  type LayoutMatcher,
  deploymentId,
} from '@slipway/backstage-plugin-delivery-node';
import type { GitMirror, TreeEntry } from '../git/GitMirror';
import { type FolderFile, readDocuments } from './folderDocuments';
import { folderFacts } from './folderFacts';
import { readTenantFile } from './readTenantFile';
import type { TenantFileRow, TenantFolderRow } from './rows';
import type { TenantStore } from './TenantStore';
import { TenantTree } from './TenantTree';

/** What an indexer works with. */
export interface TenantIndexerOptions {
  store: TenantStore;
}

/** Raised when the same files would be read in another way. */
const READING = 2;
const MAX_NAME = 63;
const TENANT_FILE = /^([^/]+)\.ya?ml$/;

function nameIn(folder: string, path: string): string | undefined {
  const [, name] = TENANT_FILE.exec(path.slice(folder.length + 1)) ?? [];
  const isName =
    name && name.length <= MAX_NAME && !/[\p{Cc}\p{Cf}]/u.test(name);
  return isName ? name : undefined;
}

/** Nothing to read needs no process of git. */
async function textsOf(
  { directory }: GitMirror,
  shas: Iterable<string>,
): Promise<ReadonlyMap<string, Blob>> {
  const wanted = [...shas];
  return wanted.length ? readBlobs(directory, wanted) : new Map();
}

/** Brings what Git says of tenants up to a commit of one repository. */
export class TenantIndexer {
  readonly #options: TenantIndexerOptions;

  private constructor(options: TenantIndexerOptions) {
    this.#options = options;
  }

  static create(options: TenantIndexerOptions) {
    return new TenantIndexer(options);
  }

  /**
   * Reads what changed since the last time. A replica that was slower and
   * wrote an older state is noticed by the next call, which reads again.
   *
   * @returns whether something changed
   */
  async index(
    mirror: GitMirror,
    matcher: LayoutMatcher,
    head: string,
  ): Promise<boolean> {
    const { store } = this.#options;
    const { id, tenantsFolder } = mirror.repository;
    const folder = `${READING}:${tenantsFolder ?? ''}`;
    const known = await store.index(id);
    if (known?.head === head && known.folder === folder) return false;
    const entries = await mirror.listFiles(head);
    const files = await this.#files(mirror, entries, known?.folder === folder);
    const folders = await this.#folders(mirror, matcher, entries);
    await store.save({
      index: { repository: id, head, folder },
      ...files,
      ...folders,
    });
    return [files.files, files.gonePaths, folders.folders].some(
      each => each.length > 0,
    );
  }

  async #files(
    mirror: GitMirror,
    entries: readonly TreeEntry[],
    isSameFolder: boolean,
  ): Promise<{ files: TenantFileRow[]; gonePaths: string[] }> {
    const { id: repository, tenantsFolder } = mirror.repository;
    const known = await this.#options.store.blobs(repository);
    const there = entries.filter(
      ({ path }) =>
        tenantsFolder &&
        path.startsWith(`${tenantsFolder}/`) &&
        nameIn(tenantsFolder, path),
    );
    const paths = new Set(there.map(({ path }) => path));
    const changed = there.filter(
      ({ path, sha }) => !isSameFolder || known.get(path) !== sha,
    );
    const blobs = await textsOf(
      mirror,
      changed.map(({ sha }) => sha),
    );
    return {
      files: changed.map(({ path, sha }) => {
        const name = nameIn(tenantsFolder!, path)!;
        const reading = readTenantFile(path, name, blobs.get(sha)?.text);
        return {
          ...{ repository, path, name, blob: sha },
          described: JSON.stringify(reading.described),
          problems: JSON.stringify(reading.problems),
        };
      }),
      gonePaths: [...known.keys()].filter(path => !paths.has(path)),
    };
  }

  async #folders(
    mirror: GitMirror,
    matcher: LayoutMatcher,
    entries: readonly TreeEntry[],
  ): Promise<{ folders: TenantFolderRow[]; goneFolders: string[] }> {
    const { id: repository } = mirror.repository;
    const known = await this.#options.store.digests(repository);
    const tree = TenantTree.of(entries, matcher);
    const wanted = tree.folders.map(place => ({
      place,
      id: deploymentId(repository, place.path),
      // As much as the column holds.
      digest: `${READING}:${tree.digestOf(place)}`.slice(0, 64),
    }));
    const ids = new Set(wanted.map(({ id }) => id));
    const changed = wanted.filter(({ id, digest }) => known.get(id) !== digest);
    const texts = await textsOf(
      mirror,
      tree.neededFor(changed.map(({ place }) => place)),
    );
    const filesOf = (folder: string): FolderFile[] =>
      tree.filesBelow(folder).map(({ path, sha }) => ({
        name: path.slice(folder.length + 1),
        text: texts.get(sha)?.text,
      }));
    return {
      folders: changed.map(({ place, id, digest }) => {
        const own = readDocuments(place.path, filesOf(place.path), filesOf);
        const shared = tree.sharedOf(place).map(({ path, sha }) => ({
          ...{ name: path, text: texts.get(sha)?.text },
        }));
        const { objects } = readDocuments('', shared, () => []);
        const facts = JSON.stringify(folderFacts(own, objects));
        return { deployment_id: id, repository, digest, facts };
      }),
      goneFolders: [...known.keys()].filter(id => !ids.has(id)),
    };
  }
}
