import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadAll } from 'js-yaml';

/** A YAML document that nothing is known of yet. */
export type YamlDocument = Record<string, unknown>;

/** The files that a template made, by their paths. */
export class RenderedRepository {
  readonly #files: ReadonlyMap<string, string>;

  private constructor(files: ReadonlyMap<string, string>) {
    this.#files = files;
  }

  static create(files: Iterable<readonly [string, string]>) {
    return new RenderedRepository(new Map(files));
  }

  /** All paths in order, or those that match. */
  paths(pattern?: RegExp): string[] {
    return [...this.#files.keys()]
      .filter(path => !pattern || pattern.test(path))
      .sort();
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** Text of a file; names the paths beside it when it is not there. */
  text(path: string): string {
    const text = this.#files.get(path);
    if (text === undefined) {
      const folder = dirname(path);
      const beside = this.paths().filter(other => dirname(other) === folder);
      throw new Error(
        `The template made no ${path}; in ${folder} are: ${beside.join(', ') || 'no files'}`,
      );
    }
    return text;
  }

  /** All documents of a YAML file. */
  yaml<T = YamlDocument>(path: string): T[] {
    return (loadAll(this.text(path)) as (T | null)[]).filter(
      (document): document is T => document !== null,
    );
  }

  /** Folders that hold a file of that name. */
  foldersWith(fileName: string): string[] {
    return this.paths()
      .filter(path => path.endsWith(`/${fileName}`))
      .map(path => dirname(path));
  }

  /** The same files with some replaced, added, or (`undefined`) removed. */
  with(changes: Record<string, string | undefined>): RenderedRepository {
    const files = new Map(this.#files);
    for (const [path, text] of Object.entries(changes)) {
      if (text === undefined) {
        files.delete(path);
      } else {
        files.set(path, text);
      }
    }
    return new RenderedRepository(files);
  }

  /** As `git` takes them. */
  toRecord(): Record<string, string> {
    return Object.fromEntries(this.#files);
  }

  /** Writes all files into a new folder that ends with {@link WrittenFolder.dispose}. */
  write(): WrittenFolder {
    const root = mkdtempSync(join(tmpdir(), 'slipway-template-'));
    for (const [path, text] of this.#files) {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, {
        mode: text.startsWith('#!') ? 0o755 : 0o644,
      });
    }
    return {
      root,
      path: (...parts) => join(root, ...parts),
      dispose: () => rmSync(root, { recursive: true, force: true }),
    };
  }
}

/** Rendered files on disk. */
export interface WrittenFolder {
  root: string;
  path(...parts: string[]): string;
  dispose(): void;
}
