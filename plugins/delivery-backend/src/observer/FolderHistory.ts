import {
  type RevisionKind,
  compareVersions,
} from '@slipway/backstage-plugin-delivery-common';
import type {
  ManifestFile,
  ManifestFormat,
} from '@slipway/backstage-plugin-delivery-node';
import type { Blob } from '@slipway/backstage-plugin-git-node';
import type { RawChange } from '../git/parseLog';
import type { FolderPlace } from '@slipway/backstage-plugin-delivery-node';
import { type FolderReading, isReadFile, readFolder } from './readFolder';

/** What one commit did to one folder. */
export interface FolderChange {
  kind: RevisionKind;
  versionBefore?: string;
  versionAfter?: string;
  filesChanged: number;
  problem?: string;
}

/** Says what became of the version between two states of a folder. */
export function changeKind(
  before: string | undefined,
  after: string | undefined,
): RevisionKind {
  if (before === after) {
    return 'config';
  }
  const order =
    before === undefined || after === undefined
      ? undefined
      : compareVersions(before, after);
  if (!order) {
    return 'deploy';
  }
  return order < 0 ? 'upgrade' : 'downgrade';
}

/**
 * One folder as it changes from commit to commit. Only files that can say
 * something are kept; the others are counted, to notice when the last one
 * goes.
 */
export class FolderHistory {
  readonly place: FolderPlace;
  readonly #formats: readonly ManifestFormat[];
  readonly #files = new Map<string, Blob>();
  #fileCount = 0;
  #removed: boolean;
  #reading?: FolderReading;

  constructor(
    place: FolderPlace,
    formats: readonly ManifestFormat[],
    options: { everRemoved?: boolean } = {},
  ) {
    this.place = place;
    this.#formats = formats;
    this.#removed = options.everRemoved ?? false;
  }

  /** Name of a file relative to the folder. */
  nameOf(path: string): string {
    return path.slice(this.place.path.length + 1);
  }

  /** True when a file's content matters. */
  reads(path: string): boolean {
    return isReadFile(this.#formats, this.nameOf(path));
  }

  /** True when at least one file speaks of a deployment. */
  get isDeployment(): boolean {
    return this.#files.size > 0;
  }

  /** Sets a file as it was before the first commit of the walk. */
  seed(path: string, blob?: Blob) {
    this.#fileCount++;
    if (blob) {
      this.#files.set(this.nameOf(path), blob);
    }
    this.#reading = undefined;
  }

  /** What the folder says now. */
  get reading(): FolderReading {
    if (!this.#reading) {
      const files: ManifestFile[] = [];
      const unreadable: string[] = [];
      for (const [name, blob] of this.#files) {
        if (blob.text === undefined) {
          unreadable.push(name);
        } else {
          files.push({ name, text: blob.text });
        }
      }
      this.#reading = readFolder(
        this.#formats,
        files,
        this.place.component,
        unreadable,
      );
    }
    return this.#reading;
  }

  /** Text of a file as it is now. */
  textOf(name: string): string | undefined {
    return this.#files.get(name)?.text;
  }

  /**
   * Applies what a commit changed in this folder.
   *
   * @returns undefined for a folder that is no deployment before or after
   */
  apply(
    changes: readonly RawChange[],
    blobs: ReadonlyMap<string, Blob>,
  ): FolderChange | undefined {
    for (const change of changes) {
      this.#rewind(change, blobs);
    }
    const existed = this.isDeployment;
    const versionBefore = existed ? this.reading.version : undefined;
    for (const change of changes) {
      this.#applyFile(change, blobs);
    }
    this.#reading = undefined;
    const exists = this.isDeployment && this.#fileCount > 0;
    const filesChanged = changes.length;
    if (!exists) {
      this.#files.clear();
      this.#removed ||= existed;
      return existed
        ? { kind: 'remove', versionBefore, filesChanged }
        : undefined;
    }
    const { version, problems } = this.reading;
    const appeared = this.#removed ? 'restore' : 'create';
    if (!existed) {
      this.#removed = false;
    }
    return {
      kind: existed ? changeKind(versionBefore, version) : appeared,
      versionBefore,
      versionAfter: version,
      filesChanged,
      problem: problems[0]?.message,
    };
  }

  /**
   * Brings a file to what it was in the commit's own parent: in a history with
   * branches that is not always the commit before.
   */
  #rewind({ path, before }: RawChange, blobs: ReadonlyMap<string, Blob>) {
    const name = this.nameOf(path);
    const known = this.#files.get(name)?.sha;
    if (known === before || !isReadFile(this.#formats, name)) {
      return;
    }
    const blob = before && blobs.get(before);
    if (blob) {
      this.#files.set(name, blob);
    } else if (!before) {
      this.#files.delete(name);
    }
    this.#reading = undefined;
  }

  #applyFile(change: RawChange, blobs: ReadonlyMap<string, Blob>) {
    if (!change.before) {
      this.#fileCount++;
    }
    if (!change.after) {
      this.#fileCount = Math.max(0, this.#fileCount - 1);
    }
    const name = this.nameOf(change.path);
    if (!isReadFile(this.#formats, name)) {
      return;
    }
    if (change.after) {
      const blob = blobs.get(change.after);
      this.#files.set(name, blob ?? { sha: change.after, size: 0 });
    } else {
      this.#files.delete(name);
    }
  }
}
