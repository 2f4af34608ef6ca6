import { posix } from 'node:path';
import type {
  FolderPlace,
  LayoutMatcher,
} from '@slipway/backstage-plugin-delivery-node';
import type { BareCopy, CopyEntry } from '@slipway/backstage-plugin-git-node';
import type { RepositoryFolder } from '../entities/RepositoryFolder';

/** How folders are told apart. */
export interface FoldersOptions {
  matcher: LayoutMatcher;
  /** Folder of the files that describe tenants. */
  tenantsFolder?: string;
}

const LINKS = new Set(['120000', '160000']);
/** What folders describe their APIs by stands beside the description. */
const TEXTS = /\.(?:ya?ml|json|graphql|proto|wsdl|xsd|avsc|sql)$/;

/** The tenant that a file describes, as the plugin delivery reads it. */
function tenantOf(path: string, tenantsFolder: string | undefined) {
  return tenantsFolder && posix.dirname(path) === tenantsFolder
    ? /^([^/]+)\.ya?ml$/.exec(posix.basename(path))?.[1]
    : undefined;
}

/** The folders of a commit with the files that can say what they are. */
export async function readFolders(
  copy: BareCopy,
  { matcher, tenantsFolder }: FoldersOptions,
  commit: string,
  signal?: AbortSignal,
): Promise<RepositoryFolder[]> {
  const found = new Map<string, { place: FolderPlace; entries: CopyEntry[] }>();
  const tenants = new Map<string, string>();
  for (const entry of await copy.files(commit)) {
    const tenant = tenantOf(entry.path, tenantsFolder);
    if (tenant && !LINKS.has(entry.mode)) tenants.set(tenant, entry.sha);
    const place = matcher.placeOfFile(entry.path);
    if (!place || LINKS.has(entry.mode) || !TEXTS.test(entry.path)) continue;
    const known = found.get(place.path) ?? { place, entries: [] };
    known.entries.push(entry);
    found.set(place.path, known);
  }
  const all = [...found.values()].flatMap(({ entries }) => entries);
  const shas = new Set([...all.map(({ sha }) => sha), ...tenants.values()]);
  const blobs = await copy.blobs(shas, signal);
  const tenantFile = ({ tenant = '' }: FolderPlace) => {
    const text = blobs.get(tenants.get(tenant) ?? '')?.text;
    return text === undefined ? {} : { tenantFile: text };
  };
  return [...found.values()].map(({ place, entries }) => ({
    ...{ place, ...tenantFile(place) },
    files: new Map(
      entries.map(({ path, sha }) => [
        path.slice(place.path.length + 1),
        blobs.get(sha)?.text,
      ]),
    ),
  }));
}
