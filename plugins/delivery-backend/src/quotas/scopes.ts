import type {
  FolderPlace,
  LayoutMatcher,
} from '@slipway/backstage-plugin-delivery-node';
import type { FileEdit } from '../git/writeCommit';
import type { FilesAfter } from './FilesAfter';

/** Folders that share what they may use. */
export interface Scope {
  place: FolderPlace;
  /** Those that the change adds to. */
  touched: Set<string>;
  folders: string[];
  /** Files beside them that are the tenant's. */
  beside: string[];
  /** Where else in the repository the tenant has folders in this environment. */
  elsewhere: Set<string>;
}

function scopeKey({ environment, tenant, tenantRoot, path }: FolderPlace) {
  return tenant
    ? `tenant\n${environment}\n${tenant}\n${tenantRoot ?? ''}`
    : `folder\n${path}`;
}

/** Where patterns overlap, the folder of a tenant looks like a deployment of its own. */
function isRoot({ tenant, path }: FolderPlace, roots: ReadonlySet<string>) {
  return !tenant && roots.has(path);
}

function rootsOf(paths: Iterable<string>, matcher: LayoutMatcher) {
  const roots = new Set<string>();
  for (const path of paths) {
    const root = matcher.placeOfFile(path)?.tenantRoot;
    if (root) roots.add(root);
  }
  return roots;
}

/** What of the repository is asked about because an edit adds to it. */
export function scopesOf(
  files: FilesAfter,
  edits: readonly FileEdit[],
  matcher: LayoutMatcher,
): Map<string, Scope> {
  const scopes = new Map<string, Scope>();
  const roots = rootsOf(files.paths(), matcher);
  const byRoot = new Map<string, Scope>();
  for (const { path, text } of edits) {
    const place = text === undefined ? undefined : matcher.placeOfFile(path);
    if (!place || isRoot(place, roots)) continue;
    const scope: Scope = scopes.get(scopeKey(place)) ?? {
      ...{ place, touched: new Set(), folders: [], beside: [] },
      elsewhere: new Set(),
    };
    scope.touched.add(place.path);
    scopes.set(scopeKey(place), scope);
    if (place.tenantRoot) byRoot.set(place.tenantRoot, scope);
  }
  const seen = new Set<string>();
  for (const path of scopes.size ? files.paths() : []) {
    const place = matcher.placeOfFile(path);
    if (!place || isRoot(place, roots)) {
      const root = place ? place.path : matcher.tenantOfFile(path)?.root;
      if (root) byRoot.get(root)?.beside.push(path);
    } else if (!seen.has(place.path)) {
      seen.add(place.path);
      scopes.get(scopeKey(place))?.folders.push(place.path);
      noteElsewhere(place, scopes.values());
    }
  }
  return scopes;
}

function noteElsewhere(place: FolderPlace, scopes: Iterable<Scope>) {
  const { tenant, environment, tenantRoot } = place;
  if (!tenant || !tenantRoot) return;
  for (const { place: own, elsewhere } of scopes) {
    const isSame = own.tenant === tenant && own.environment === environment;
    if (isSame && own.tenantRoot !== tenantRoot) elsewhere.add(tenantRoot);
  }
}
