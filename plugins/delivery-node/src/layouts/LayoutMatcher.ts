import { createHash } from 'node:crypto';
import {
  ownDepth,
  refuseEnvironmentName,
} from '@slipway/backstage-plugin-delivery-common';
import type { EnvironmentKindConfig } from '../config/readEnvironments';
import type { LayoutConfig, LayoutField } from './readLayouts';

/** What a folder's path says. @public */
export interface FolderPlace {
  /** The folder, relative to the repository root. */
  path: string;
  environment: string;
  /** Kind of an environment that exists only in Git; absent in a configured one. */
  environmentKind?: string;
  component: string;
  tenant?: string;
  cluster?: string;
  /** The folder above it that is the tenant's alone. */
  tenantRoot?: string;
}

interface CompiledPath {
  depth: number;
  pattern: RegExp;
  fields: LayoutField[];
}

interface CompiledLayout extends CompiledPath {
  layout: LayoutConfig;
  /** What is a tenant's alone, above its deployments. */
  tenant?: CompiledPath;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function above(path: string, depth: number): string {
  return path.split('/').slice(0, depth).join('/');
}

function compilePath(
  path: string,
  { environmentKind }: LayoutConfig,
  environments: string[],
): CompiledPath {
  const fields: LayoutField[] = [];
  const source = path
    .split(/(\{[^}]+\})/)
    .map(part => {
      if (!part.startsWith('{')) {
        return escape(part);
      }
      const field = part.slice(1, -1) as LayoutField;
      fields.push(field);
      return field === 'environment' && !environmentKind
        ? `(${environments.map(escape).join('|')})`
        : '([^/]+?)';
    })
    .join('');
  return {
    depth: path.split('/').length,
    pattern: new RegExp(`^${source}$`),
    fields,
  };
}

function compile(layout: LayoutConfig, environments: string[]): CompiledLayout {
  const depth = ownDepth(layout, 'tenant');
  const root = depth && above(layout.path, depth);
  return {
    layout,
    ...compilePath(layout.path, layout, environments),
    ...(root && { tenant: compilePath(root, layout, environments) }),
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
  readonly #refusals = new Map<string, string | undefined>();
  readonly #environments: readonly string[];
  readonly #kinds: ReadonlyMap<string, EnvironmentKindConfig>;

  private constructor(
    layouts: CompiledLayout[],
    environments: readonly string[],
    kinds: readonly EnvironmentKindConfig[],
  ) {
    this.#layouts = layouts;
    this.#environments = environments;
    this.#kinds = new Map(kinds.map(each => [each.kind, each]));
  }

  /**
   * @param environments - names of the configured environments
   * @param kinds - those that exist only in Git
   */
  static create(
    layouts: LayoutConfig[],
    environments: string[],
    kinds: readonly EnvironmentKindConfig[] = [],
  ) {
    const compiled = layouts.map(layout => compile(layout, environments));
    return new LayoutMatcher(compiled, environments, kinds);
  }

  /**
   * Folders below which environments stand that exist only in Git; none means
   * the whole repository.
   *
   * @returns undefined when there are no such environments
   */
  get kindRoots(): string[] | undefined {
    const roots = this.#layouts
      .filter(({ layout }) => layout.environmentKind)
      .map(({ layout }) => layout.path.replace(/\/?[^/]*\{.*$/, ''));
    if (!roots.length) return undefined;
    return roots.includes('') ? [] : [...new Set(roots)];
  }

  /**
   * Why a file lies in no deployment although its path fits a pattern: its
   * environment cannot be called so.
   */
  refusalOf(filePath: string): { path: string; message: string } | undefined {
    if (this.placeOfFile(filePath)) return undefined;
    const segments = filePath.split('/');
    for (const { depth } of this.#layouts) {
      if (segments.length > depth) {
        const path = segments.slice(0, depth).join('/');
        const message = this.#refusals.get(path);
        if (message) return { path, message };
      }
    }
    return undefined;
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

  /**
   * Whose a file is that lies in no deployment, but in a folder that is one
   * tenant's alone.
   */
  tenantOfFile(filePath: string): { tenant: string; root: string } | undefined {
    const parts = filePath.split('/');
    const isHidden = parts.slice(0, -1).some(part => /^[._]/.test(part));
    if (isHidden || this.placeOfFile(filePath)) return undefined;
    for (const { layout, tenant: own } of this.#layouts) {
      if (!own || parts.length <= own.depth) continue;
      const root = above(filePath, own.depth);
      const match = own.pattern.exec(root);
      const field = own.fields.indexOf('tenant');
      const tenant = field < 0 ? layout.tenant : match?.[field + 1];
      if (match && tenant) return { tenant, root };
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
    for (const { layout, pattern, fields, tenant } of this.#layouts) {
      const match = pattern.exec(path);
      if (match) {
        const named: Partial<Record<LayoutField, string>> = {};
        for (const [index, field] of fields.entries()) {
          named[field] = match[index + 1];
        }
        const { environmentKind } = layout;
        if (this.#refuses(path, named.environment, environmentKind)) continue;
        return {
          path,
          environment: named.environment ?? layout.environment ?? '',
          ...(environmentKind && { environmentKind }),
          component: named.component ?? '',
          tenant: named.tenant ?? layout.tenant,
          cluster: named.cluster ?? layout.cluster,
          ...(tenant && { tenantRoot: above(path, tenant.depth) }),
        };
      }
    }
    return undefined;
  }

  /** Remembers why, for {@link LayoutMatcher.refusalOf}. */
  #refuses(path: string, environment = '', environmentKind = ''): boolean {
    const kind = this.#kinds.get(environmentKind);
    if (!kind) return Boolean(environmentKind);
    const message = refuseEnvironmentName(
      environment,
      kind,
      this.#environments,
    );
    if (message) this.#refusals.set(path, message);
    return message !== undefined;
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
