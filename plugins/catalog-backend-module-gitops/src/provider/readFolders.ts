import type {
  FolderPlace,
  LayoutMatcher,
} from '@slipway/backstage-plugin-delivery-node';
import type { BareCopy, CopyEntry } from '@slipway/backstage-plugin-git-node';
import type { RepositoryFolder } from '../entities/RepositoryFolder';

const LINKS = new Set(['120000', '160000']);
/** What folders describe their APIs by stands beside the description. */
const TEXTS = /\.(?:ya?ml|json|graphql|proto|wsdl|xsd|avsc|sql)$/;

/** The folders of a commit with the files that can say what they are. */
export async function readFolders(
  copy: BareCopy,
  matcher: LayoutMatcher,
  commit: string,
  signal?: AbortSignal,
): Promise<RepositoryFolder[]> {
  const found = new Map<string, { place: FolderPlace; entries: CopyEntry[] }>();
  for (const entry of await copy.files(commit)) {
    const place = matcher.placeOfFile(entry.path);
    if (!place || LINKS.has(entry.mode) || !TEXTS.test(entry.path)) continue;
    const known = found.get(place.path) ?? { place, entries: [] };
    known.entries.push(entry);
    found.set(place.path, known);
  }
  const all = [...found.values()].flatMap(({ entries }) => entries);
  const blobs = await copy.blobs(new Set(all.map(({ sha }) => sha)), signal);
  return [...found.values()].map(({ place, entries }) => ({
    place,
    files: new Map(
      entries.map(({ path, sha }) => [
        path.slice(place.path.length + 1),
        blobs.get(sha)?.text,
      ]),
    ),
  }));
}
