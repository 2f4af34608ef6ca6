import { ConflictError, InputError } from '@backstage/errors';
import type { FileChange } from '@slipway/backstage-plugin-delivery-common';
import type { ManifestFormat } from '@slipway/backstage-plugin-delivery-node';
import type { GitMirror } from '../git/GitMirror';
import type { LayoutMatcher } from '@slipway/backstage-plugin-delivery-node';
import { FolderHistory } from '../observer/FolderHistory';
import { seedFolders } from '../observer/HistoryWalk';

/** A change of version as it would be committed. */
export interface PlannedChange {
  files: { path: string; mode: string; text: string }[];
  changes: FileChange[];
  /** Version that stands there now. */
  from: string;
}

/** Lines that differ between two texts of the same number of lines. */
export function changedLines(
  path: string,
  before: string,
  after: string,
): FileChange {
  const left = before.split('\n');
  const right = after.split('\n');
  const lines = left.flatMap((text, index) =>
    text === right[index]
      ? []
      : [{ line: index + 1, before: text, after: right[index] ?? '' }],
  );
  return { path, lines };
}

/** A version has no spaces, no control characters and a sensible length. */
export function assertVersionText(version: string) {
  if (!/^[\w][\w.+-]{0,127}$/.test(version)) {
    throw new InputError(
      `'${version.slice(0, 140)}' cannot be a version: use letters, digits, '.', '-', '_' and '+'.`,
    );
  }
}

/** Where a planner looks, and how it reads. */
export interface ChangePlannerOptions {
  mirror: GitMirror;
  matcher: LayoutMatcher;
  formats: readonly ManifestFormat[];
}

/** A folder as it is at a commit, which never changes. */
interface FolderAtCommit {
  folder: FolderHistory;
  modes: ReadonlyMap<string, string>;
}

const REMEMBERED = 64;

/** Works out what has to change in a folder for it to want another version. */
export class ChangePlanner {
  readonly #options: ChangePlannerOptions;
  /** A person who looks at a folder is about to change it. */
  readonly #folders = new Map<string, Promise<FolderAtCommit | undefined>>();

  private constructor(options: ChangePlannerOptions) {
    this.#options = options;
  }

  static create(options: ChangePlannerOptions) {
    return new ChangePlanner(options);
  }

  /**
   * @throws ConflictError when the folder is gone, InputError when its version
   * cannot be rewritten
   */
  async plan(target: {
    commit: string;
    path: string;
    version: string;
  }): Promise<PlannedChange> {
    const { commit, path, version } = target;
    assertVersionText(version);
    const found = await this.#folderAt(commit, path);
    if (!found?.folder.isDeployment) {
      throw new ConflictError(
        `${path} is no longer in Git; nothing was changed.`,
      );
    }
    const { folder, modes } = found;
    const { site, format: formatId, problems } = folder.reading;
    const format = this.#options.formats.find(({ id }) => id === formatId);
    const before = site && folder.textOf(site.file);
    if (!site || !format || before === undefined) {
      throw new InputError(
        problems[0]?.message ??
          `${path} names no version that could be changed.`,
      );
    }
    const after = format.rewrite(
      { name: site.file, text: before },
      site,
      version,
    );
    const file = `${path}/${site.file}`;
    return {
      files: [{ path: file, mode: modes.get(file) ?? '100644', text: after }],
      changes: [changedLines(file, before, after)],
      from: site.version,
    };
  }

  #folderAt(commit: string, path: string) {
    const key = `${commit}:${path}`;
    let reading = this.#folders.get(key);
    if (!reading) {
      reading = this.#read(commit, path);
      if (this.#folders.size >= REMEMBERED) {
        this.#folders.clear();
      }
      this.#folders.set(key, reading);
      reading.catch(() => this.#folders.delete(key));
    }
    return reading;
  }

  async #read(
    commit: string,
    path: string,
  ): Promise<FolderAtCommit | undefined> {
    const { mirror, matcher, formats } = this.#options;
    const place = matcher.placeOfFolder(path);
    if (!place) {
      return undefined;
    }
    const folder = new FolderHistory(place, formats);
    const folders = new Map([[path, folder]]);
    const entries = await seedFolders(mirror, commit, [path], folders, matcher);
    return {
      folder,
      modes: new Map(entries.map(entry => [entry.path, entry.mode])),
    };
  }
}
