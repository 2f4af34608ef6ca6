import { readBlobs } from '@slipway/backstage-plugin-git-node';
import type { GitMirror } from '../git/GitMirror';
import type { FolderFile } from './types';

/** More is read of no folder; no manifest is larger. */
const MOST_BYTES = 1024 * 1024;

/** The innermost of the folders that holds a file. */
export function folderOf(
  path: string,
  folders: ReadonlyMap<string, unknown>,
): string | undefined {
  let above = path;
  while (above.includes('/')) {
    above = above.slice(0, above.lastIndexOf('/'));
    if (folders.has(above)) return above;
  }
  return undefined;
}

/** The files of some folders at a commit, each folder by its path. */
export async function readFolders(
  mirror: GitMirror,
  commit: string,
  folders: readonly string[],
): Promise<Map<string, FolderFile[]>> {
  const result = new Map<string, FolderFile[]>(
    folders.map(folder => [folder, []]),
  );
  if (!folders.length) return result;
  const entries = await mirror.listFiles(commit, [...folders]);
  const blobs = await readBlobs(
    mirror.directory,
    entries.map(({ sha }) => sha),
  );
  for (const { path, sha } of entries) {
    const folder = folderOf(path, result);
    if (!folder) continue;
    const { text, size = 0 } = blobs.get(sha) ?? {};
    result.get(folder)!.push({
      name: path.slice(folder.length + 1),
      ...(text !== undefined && size <= MOST_BYTES && { text }),
    });
  }
  return result;
}
