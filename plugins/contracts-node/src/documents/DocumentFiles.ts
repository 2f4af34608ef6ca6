import { isRecord } from '../inclusion/dialect';

/** One value of a document, and where it stands. @public */
export interface DocumentNode {
  value: unknown;
  /** Name of the file that it stands in. */
  file: string;
  /** JSON pointer to it in that file. */
  pointer: string;
}

// A reference that leads to a reference, and so on, that far.
const LONGEST_CHAIN = 50;
// Only there to resolve one name of a file against another.
const ROOT = 'file:///';

function escape(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The value below a node, in an object or a list. @public */
export function nodeBelow(
  { value, file, pointer }: DocumentNode,
  ...names: string[]
): DocumentNode {
  let inner = value;
  let path = pointer;
  for (const name of names) {
    inner =
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
        ? (inner as Record<string, unknown>)[name]
        : undefined;
    path += `/${escape(name)}`;
  }
  return { value: inner, file, pointer: path };
}

/** The reference that a node is, if it is one. @public */
export function referenceIn({ value }: DocumentNode): string | undefined {
  const reference = isRecord(value) ? value.$ref : undefined;
  return typeof reference === 'string' ? reference : undefined;
}

/**
 * The files of one contract. References are followed from one to another, and
 * never out of them.
 *
 * @public
 */
export class DocumentFiles {
  readonly #files: ReadonlyMap<string, unknown>;
  #named?: Map<string, DocumentNode>;

  private constructor(
    files: ReadonlyMap<string, unknown>,
    readonly mainFile: string,
  ) {
    this.#files = files;
  }

  static create(
    files: Readonly<Record<string, unknown>>,
    mainFile: string,
  ): DocumentFiles {
    return new DocumentFiles(new Map(Object.entries(files)), mainFile);
  }

  /** The whole main file. */
  get root(): DocumentNode {
    return {
      value: this.#files.get(this.mainFile),
      file: this.mainFile,
      pointer: '',
    };
  }

  /** Where a node stands, as people write it. */
  addressOf({ file, pointer }: DocumentNode): string {
    return `${file === this.mainFile ? '' : file}#${pointer}`;
  }

  /** What a reference leads to; undefined when that is not in the files. */
  resolve(reference: string, from: DocumentNode): DocumentNode | undefined {
    const [path, fragment = ''] = reference.split('#', 2);
    const file = path ? this.#fileOf(path, from.file) : from.file;
    if (file === undefined || !this.#files.has(file)) {
      return this.#byName(reference);
    }
    const pointer = decode(fragment);
    if (pointer && !pointer.startsWith('/')) return this.#byName(reference);
    const names = pointer
      .split('/')
      .slice(1)
      .map(name => name.replaceAll('~1', '/').replaceAll('~0', '~'));
    const root = { value: this.#files.get(file), file, pointer: '' };
    const target = nodeBelow(root, ...names);
    return target.value === undefined ? undefined : target;
  }

  /** The node itself, or what its references lead to in the end. */
  follow(
    node: DocumentNode,
  ): { node: DocumentNode } | { lost: string; node: DocumentNode } {
    let at = node;
    for (let step = 0; step < LONGEST_CHAIN; step++) {
      const reference = referenceIn(at);
      if (reference === undefined) return { node: at };
      const target = this.resolve(reference, at);
      if (!target) return { lost: reference, node: at };
      at = target;
    }
    return { lost: referenceIn(node) ?? '', node };
  }

  #fileOf(path: string, from: string): string | undefined {
    if (this.#files.has(path)) return path;
    try {
      const { href } = new URL(path, `${ROOT}${from}`);
      return href.startsWith(ROOT)
        ? decode(href.slice(ROOT.length))
        : undefined;
    } catch {
      return undefined;
    }
  }

  #byName(reference: string): DocumentNode | undefined {
    this.#named ??= this.#index();
    return this.#named.get(reference);
  }

  /** Schemas by the names that they give themselves. */
  #index(): Map<string, DocumentNode> {
    const found = new Map<string, DocumentNode>();
    const seen = new Set<unknown>();
    const todo: DocumentNode[] = [...this.#files].map(([file, value]) => ({
      ...{ value, file, pointer: '' },
    }));
    for (let node = todo.pop(); node; node = todo.pop()) {
      const { value } = node;
      if (typeof value !== 'object' || value === null || seen.has(value)) {
        continue;
      }
      seen.add(value);
      const { $id, $anchor, $dynamicAnchor } = value as Record<string, unknown>;
      if (typeof $id === 'string') found.set($id, node);
      for (const anchor of [$anchor, $dynamicAnchor]) {
        if (typeof anchor === 'string') found.set(`#${anchor}`, node);
      }
      for (const name of Object.keys(value)) {
        todo.push(nodeBelow(node, name));
      }
    }
    return found;
  }
}
