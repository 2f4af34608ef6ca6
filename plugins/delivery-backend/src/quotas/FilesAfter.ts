import { readBlobs } from '@slipway/backstage-plugin-git-node';
import { folderOf } from '../belongings/readFolders';
import { YamlReader } from '../formats';
import type { GitMirror, TreeEntry } from '../git/GitMirror';
import type { FileEdit } from '../git/writeCommit';
import { dependenciesOf, type FolderFile } from '../tenants/folderDocuments';

const READABLE = /\.(ya?ml|tpl)$/;

type Source = { sha: string } | { text: string };

function isSha(source: Source | undefined): source is { sha: string } {
  return source !== undefined && 'sha' in source;
}

/** The files of a repository as they are after some edits. */
export class FilesAfter {
  readonly #mirror: Pick<GitMirror, 'directory'>;
  readonly #files: Map<string, Source>;
  readonly #texts = new Map<string, string | undefined>();

  private constructor(
    mirror: Pick<GitMirror, 'directory'>,
    files: Map<string, Source>,
  ) {
    this.#mirror = mirror;
    this.#files = files;
  }

  static of(
    mirror: Pick<GitMirror, 'directory'>,
    entries: readonly TreeEntry[],
    edits: readonly FileEdit[],
  ): FilesAfter {
    const files = new Map<string, Source>(
      entries.map(({ path, sha }) => [path, { sha }]),
    );
    for (const { path, text } of edits) {
      if (text === undefined) files.delete(path);
      else files.set(path, { text });
    }
    return new FilesAfter(mirror, files);
  }

  paths(): IterableIterator<string> {
    return this.#files.keys();
  }

  /** Reads what of some paths can be read as manifests, each once. */
  async read(paths: Iterable<string>): Promise<void> {
    const wanted = new Map<string, string>();
    for (const path of paths) {
      const source = this.#files.get(path);
      if (!READABLE.test(path) || this.#texts.has(path)) continue;
      if (isSha(source)) wanted.set(path, source.sha);
    }
    if (!wanted.size) return;
    const { directory } = this.#mirror;
    const blobs = await readBlobs(directory, [...wanted.values()]);
    for (const [path, sha] of wanted)
      this.#texts.set(path, blobs.get(sha)?.text);
  }

  /** The text of a file that was read, or that an edit writes. */
  text(path: string): string | undefined {
    const source = this.#files.get(path);
    return source && 'text' in source ? source.text : this.#texts.get(path);
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** The paths below each of some folders; the innermost folder has it. */
  below(folders: Iterable<string>): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const folder of folders) found.set(folder, []);
    for (const path of this.#files.keys()) {
      const folder = folderOf(path, found);
      if (folder) found.get(folder)!.push(path);
    }
    return found;
  }

  /** Files of a folder, as its reader wants them. */
  filesOf(folder: string, paths: readonly string[]): FolderFile[] {
    return paths.map(path => ({
      name: path.slice(folder.length + 1),
      text: this.text(path),
    }));
  }

  /** Charts of the repository that some folders use, with the paths of each. */
  async charts(
    folders: ReadonlyMap<string, readonly string[]>,
  ): Promise<Map<string, string[]>> {
    const yaml = new YamlReader();
    const wanted = new Set<string>();
    for (const [folder, paths] of folders) {
      const files = this.filesOf(folder, paths);
      for (const each of dependenciesOf(yaml, folder, files)) {
        if (each.folder && !folders.has(each.folder)) wanted.add(each.folder);
      }
    }
    if (!wanted.size) return new Map();
    const charts = this.below(wanted);
    await this.read([...charts.values()].flat());
    return charts;
  }
}
