import { createHash } from 'node:crypto';
import type {
  FolderPlace,
  LayoutMatcher,
} from '@slipway/backstage-plugin-delivery-node';
import type { TreeEntry } from '../git/GitMirror';

const YAML_OR_TEMPLATE = /\.(ya?ml|tpl)$/;
const CHART = /(^|\/)Chart\.ya?ml$/;

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function digest(entries: readonly TreeEntry[]): string {
  const hash = createHash('sha256');
  for (const { path, sha } of entries) hash.update(`${path}\0${sha}\n`);
  return hash.digest('hex');
}

/** The files of a repository, as far as they say something of tenants. */
export class TenantTree {
  /** Folders of deployments that belong to a tenant. */
  readonly folders: FolderPlace[];
  readonly #byPlace: ReadonlyMap<string, TreeEntry[]>;
  /** Files that belong to no deployment, by the folders above them. */
  readonly #beside: ReadonlyMap<string, TreeEntry[]>;
  readonly #charts: TreeEntry[];
  readonly #chartsDigest: string;

  private constructor(
    places: Map<string, FolderPlace>,
    byPlace: Map<string, TreeEntry[]>,
    rest: TreeEntry[],
  ) {
    this.folders = [...places.values()];
    this.#byPlace = byPlace;
    const roots = new Set(this.folders.map(({ tenantRoot }) => tenantRoot));
    const beside = new Map<string, TreeEntry[]>();
    for (const entry of rest) {
      for (let above = folderOf(entry.path); above; above = folderOf(above)) {
        if (roots.has(above)) {
          const own = beside.get(above) ?? [];
          beside.set(above, own);
          own.push(entry);
        }
      }
    }
    this.#beside = beside;
    const charts = rest
      .filter(({ path }) => CHART.test(path))
      .map(({ path }) => folderOf(path));
    this.#charts = rest.filter(({ path }) =>
      charts.some(folder => path.startsWith(`${folder}/`)),
    );
    this.#chartsDigest = digest(this.#charts);
  }

  static of(entries: readonly TreeEntry[], matcher: LayoutMatcher): TenantTree {
    const places = new Map<string, FolderPlace>();
    const byPlace = new Map<string, TreeEntry[]>();
    const rest: TreeEntry[] = [];
    for (const entry of entries) {
      if (!YAML_OR_TEMPLATE.test(entry.path)) continue;
      const place = matcher.placeOfFile(entry.path);
      if (!place?.tenant) rest.push(entry);
      else {
        places.set(place.path, place);
        const own = byPlace.get(place.path) ?? [];
        byPlace.set(place.path, own);
        own.push(entry);
      }
    }
    return new TenantTree(places, byPlace, rest);
  }

  /** Files of a tenant that stand beside its deployments, for example a quota. */
  sharedOf({ tenantRoot }: FolderPlace): readonly TreeEntry[] {
    return (tenantRoot && this.#beside.get(tenantRoot)) || [];
  }

  /** Changes when a file changes that says something of a folder. */
  digestOf(place: FolderPlace): string {
    const own = this.#byPlace.get(place.path) ?? [];
    return createHash('sha256')
      .update(`${digest(own)} ${digest(this.sharedOf(place))} `)
      .update(this.#chartsDigest)
      .digest('hex');
  }

  /** Files of a deployment's folder, or of a chart in the repository. */
  filesBelow(folder: string): readonly TreeEntry[] {
    return (
      this.#byPlace.get(folder) ??
      this.#charts.filter(({ path }) => path.startsWith(`${folder}/`))
    );
  }

  /** Shas of all that is read for some folders. */
  neededFor(places: readonly FolderPlace[]): Set<string> {
    const entries = places.flatMap(place => [
      ...this.filesBelow(place.path),
      ...this.sharedOf(place),
    ]);
    const charts = places.length ? this.#charts : [];
    return new Set([...entries, ...charts].map(({ sha }) => sha));
  }
}
