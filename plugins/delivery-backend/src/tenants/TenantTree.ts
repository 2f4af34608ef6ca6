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

function put<T>(groups: Map<string, T[]>, key: string, item: T) {
  const own = groups.get(key) ?? [];
  groups.set(key, own);
  own.push(item);
}

/** The files of a repository, as far as they say something of tenants. */
export class TenantTree {
  /** Folders of deployments that belong to a tenant. */
  readonly folders: FolderPlace[];
  readonly #byPlace: ReadonlyMap<string, TreeEntry[]>;
  /** Files that belong to no deployment, by the folders above them. */
  readonly #beside: ReadonlyMap<string, TreeEntry[]>;
  /** Files of charts that deployments share, by the folder of the chart. */
  readonly #charts = new Map<string, TreeEntry[]>();
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
        if (roots.has(above)) put(beside, above, entry);
      }
    }
    this.#beside = beside;
    const charts = new Set(
      rest
        .filter(({ path }) => CHART.test(path))
        .map(({ path }) => folderOf(path)),
    );
    for (const entry of rest) {
      let above = folderOf(entry.path);
      while (above && !charts.has(above)) above = folderOf(above);
      if (above) put(this.#charts, above, entry);
    }
    this.#chartsDigest = digest([...this.#charts.values()].flat());
  }

  static of(entries: readonly TreeEntry[], matcher: LayoutMatcher): TenantTree {
    const places = new Map<string, FolderPlace>();
    const byPlace = new Map<string, TreeEntry[]>();
    const rest: TreeEntry[] = [];
    /** Of deployments without a tenant; where patterns overlap a tenant's folder looks like one. */
    const others: [folder: string, entry: TreeEntry][] = [];
    for (const entry of entries) {
      if (!YAML_OR_TEMPLATE.test(entry.path)) continue;
      const place = matcher.placeOfFile(entry.path);
      if (!place) rest.push(entry);
      else if (!place.tenant) others.push([place.path, entry]);
      else {
        places.set(place.path, place);
        put(byPlace, place.path, entry);
      }
    }
    const roots = new Set([...places.values()].map(each => each.tenantRoot));
    for (const [folder, entry] of others) {
      if (roots.has(folder)) rest.push(entry);
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
    return this.#byPlace.get(folder) ?? this.#charts.get(folder) ?? [];
  }

  /** Shas of all that is read for some folders. */
  neededFor(places: readonly FolderPlace[]): Set<string> {
    const entries = places.flatMap(place => [
      ...this.filesBelow(place.path),
      ...this.sharedOf(place),
    ]);
    const charts = places.length ? [...this.#charts.values()].flat() : [];
    return new Set([...entries, ...charts].map(({ sha }) => sha));
  }
}
