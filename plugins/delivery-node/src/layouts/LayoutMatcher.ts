import { createHash } from 'node:crypto';
import type { LayoutConfig, LayoutField } from './readLayouts';

/** What a folder's path says. @public */
export interface FolderPlace {
  /** The folder, relative to the repository root. */
  path: string;
  environment: string;
  component: string;
  tenant?: string;
  cluster?: string;
}

interface CompiledLayout {
  layout: LayoutConfig;
  depth: number;
  pattern: RegExp;
  fields: LayoutField[];
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function compile(layout: LayoutConfig, environments: string[]): CompiledLayout {
  const fields: LayoutField[] = [];
  const source = layout.path
    .split(/(\{[^}]+\})/)
    .map(part => {
      if (!part.startsWith('{')) {
        return escape(part);
      }
      const field = part.slice(1, -1) as LayoutField;
      fields.push(field);
      return field === 'environment'
        ? `(${environments.map(escape).join('|')})`
        : '([^/]+?)';
    })
    .join('');
  return {
    layout,
    depth: layout.path.split('/').length,
    pattern: new RegExp(`^${source}$`),
    fields,
  };
}

/**
 * Says which deployment a file belongs to. The first pattern that matches
 * wins; folders that begin with a dot or an underscore are no deployments.
 *
 * @public
 */
export class LayoutMatcher {
  readonly #layouts: CompiledLayout[];
  readonly #folders = new Map<string, FolderPlace | undefined>();

  private constructor(layouts: CompiledLayout[]) {
    this.#layouts = layouts;
  }

  static create(layouts: LayoutConfig[], environments: string[]) {
    return new LayoutMatcher(
      layouts.map(layout => compile(layout, environments)),
    );
  }

  /** The deployment whose folder holds the file; undefined when there is none. */
  placeOfFile(filePath: string): FolderPlace | undefined {
    const segments = filePath.split('/');
    for (const { depth } of this.#layouts) {
      if (segments.length > depth) {
        const place = this.placeOfFolder(segments.slice(0, depth).join('/'));
        if (place) {
          return place;
        }
      }
    }
    return undefined;
  }

  /** What a folder's path says; undefined when no pattern matches. */
  placeOfFolder(path: string): FolderPlace | undefined {
    if (!this.#folders.has(path)) {
      this.#folders.set(path, this.#match(path));
    }
    return this.#folders.get(path);
  }

  #match(path: string): FolderPlace | undefined {
    if (path.split('/').some(part => /^[._]/.test(part))) {
      return undefined;
    }
    for (const { layout, pattern, fields } of this.#layouts) {
      const match = pattern.exec(path);
      if (match) {
        const named: Partial<Record<LayoutField, string>> = {};
        for (const [index, field] of fields.entries()) {
          named[field] = match[index + 1];
        }
        return {
          path,
          environment: named.environment ?? layout.environment ?? '',
          component: named.component ?? '',
          tenant: named.tenant ?? layout.tenant,
          cluster: named.cluster ?? layout.cluster,
        };
      }
    }
    return undefined;
  }
}

/**
 * Id of the deployment that a folder is: readable, and the same on every
 * replica and after every re-index.
 *
 * @public
 */
export function deploymentId(repository: string, path: string): string {
  const readable = path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(-48);
  const digest = createHash('sha256').update(`${repository}\0${path}`);
  return `${readable}-${digest.digest('hex').slice(0, 10)}`;
}
