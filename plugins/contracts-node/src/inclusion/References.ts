import { isRecord } from './dialect';

const BASE = 'document:/';

/** A place that a reference leads to. */
export interface Target {
  /** The same for all references to the same place. */
  key: string;
  schema: unknown;
  base: string;
}

function resolveUri(reference: string, base: string): string {
  try {
    return new URL(reference, base).href;
  } catch {
    return reference;
  }
}

function withoutFragment(uri: string): [string, string] {
  const at = uri.indexOf('#');
  return at < 0 ? [uri, ''] : [uri.slice(0, at), uri.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Finds what references of one document lead to, in that document only. A
 * reference that leads out of it is never followed.
 */
export class References {
  readonly #resources = new Map<string, { schema: unknown; base: string }>();
  readonly #dynamic = new Map<string, number>();
  readonly base: string;

  constructor(document: unknown) {
    this.base = this.#baseOf(document, BASE);
    this.#resources.set(BASE, { schema: document, base: this.base });
    this.#index(document, BASE);
  }

  /** The base of what stands inside a schema. */
  baseIn(schema: unknown, base: string): string {
    return this.#baseOf(schema, base);
  }

  /** Undefined when the place is not in the document. */
  resolve(reference: string, base: string): Target | undefined {
    const full = resolveUri(reference, base);
    const whole = this.#resources.get(full);
    if (whole) return { key: full, ...whole };
    const [resource, fragment] = withoutFragment(full);
    const root = this.#resources.get(resource);
    if (!root) return undefined;
    const pointer = decode(fragment);
    if (pointer && !pointer.startsWith('/')) return undefined;
    return this.#follow(root, full, pointer.split('/').slice(1));
  }

  /** Whether only one place can be meant by a dynamic reference. */
  isStatic(reference: string): boolean {
    const name = withoutFragment(reference)[1];
    return (this.#dynamic.get(name) ?? 0) <= 1;
  }

  #follow(
    root: { schema: unknown; base: string },
    key: string,
    steps: string[],
  ): Target | undefined {
    let { schema, base } = root;
    for (const step of steps) {
      const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
      if (
        typeof schema !== 'object' ||
        schema === null ||
        !Object.hasOwn(schema, name)
      ) {
        return undefined;
      }
      schema = (schema as Record<string, unknown>)[name];
      base = this.#baseOf(schema, base);
    }
    return { key, schema, base };
  }

  #baseOf(schema: unknown, base: string): string {
    if (!isRecord(schema)) return base;
    const id = schema.$id ?? schema.id;
    if (typeof id !== 'string' || id.startsWith('#')) return base;
    return withoutFragment(resolveUri(id, base))[0];
  }

  #index(document: unknown, start: string) {
    const todo: [unknown, string][] = [[document, start]];
    for (let next = todo.pop(); next; next = todo.pop()) {
      const [value, outer] = next;
      if (typeof value !== 'object' || value === null) continue;
      const base = this.#baseOf(value, outer);
      if (base !== outer && !this.#resources.has(base)) {
        this.#resources.set(base, { schema: value, base });
      }
      this.#indexAnchors(value, base);
      for (const child of Object.values(value)) {
        todo.push([child, base]);
      }
    }
  }

  #indexAnchors(value: object, base: string) {
    if (!isRecord(value)) return;
    const { $anchor, $dynamicAnchor, $id, id } = value;
    for (const anchor of [$anchor, $dynamicAnchor]) {
      if (typeof anchor === 'string') {
        this.#resources.set(`${base}#${anchor}`, { schema: value, base });
      }
    }
    for (const fragment of [$id, id]) {
      if (typeof fragment === 'string' && /^#./.test(fragment)) {
        this.#resources.set(`${base}${fragment}`, { schema: value, base });
      }
    }
    if (typeof $dynamicAnchor === 'string') {
      const count = this.#dynamic.get($dynamicAnchor) ?? 0;
      this.#dynamic.set($dynamicAnchor, count + 1);
    }
  }
}
