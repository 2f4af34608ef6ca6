import { InputError } from '@backstage/errors';
import type { DeploymentFile } from '@slipway/backstage-plugin-delivery-common';
import { type Blob, readBlobs } from '@slipway/backstage-plugin-git-node';
import type { GitMirror, TreeEntry } from '../git/GitMirror';

const MAX_FILES = 500;
const MAX_BYTES = 8 * 1024 * 1024;

/**
 * The contents of some files, by their shas.
 *
 * @param what - what they are of, for people
 * @throws InputError when there are more than anyone wants to copy
 */
export async function readTexts(
  mirror: GitMirror,
  entries: readonly TreeEntry[],
  what: string,
): Promise<ReadonlyMap<string, Blob>> {
  if (entries.length > 2 * MAX_FILES) {
    throw new InputError(`${what} holds more than ${MAX_FILES} files.`);
  }
  const shas = entries.map(({ sha }) => sha);
  const blobs = await readBlobs(mirror.directory, shas);
  const bytes = [...blobs.values()].reduce((sum, { size }) => sum + size, 0);
  if (bytes > MAX_BYTES) {
    throw new InputError(
      `The files of ${what} are larger than ${MAX_BYTES / 1024 / 1024} MiB together.`,
    );
  }
  return blobs;
}

/** A file as people read it; one that is no text has none. */
export function toFile(path: string, blob: Blob | undefined): DeploymentFile {
  return {
    path,
    ...(blob?.text !== undefined && { text: blob.text }),
    size: blob?.size ?? 0,
  };
}
