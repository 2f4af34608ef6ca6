import { posix } from 'node:path';
import { ConflictError, InputError } from '@backstage/errors';
import type { FileWrite } from '@slipway/backstage-plugin-delivery-common';
import { readBlobs } from '@slipway/backstage-plugin-git-node';
import { spliceScalar } from '../formats';
import type { GitMirror } from '../git/GitMirror';

const DELIVERY_FILE = /^delivery\.ya?ml$/;

/** The text with another end; every other byte stays. */
export function withExpires(
  path: string,
  text: string,
  expires: string,
): string {
  const site = {
    ...{ file: path, document: 0, keyPath: ['expires'] },
    ...{ version: '', carrier: 'image' as const },
  };
  return spliceScalar(path, text, site, () => expires);
}

/**
 * The files that say when some folders end, with another end.
 *
 * @throws InputError when a file cannot be changed in that one line
 */
export async function prolongedFiles(
  mirror: GitMirror,
  head: string,
  folders: readonly string[],
  expires: string,
): Promise<FileWrite[]> {
  const wanted = new Set(folders);
  const entries = (await mirror.listFiles(head, [...folders])).filter(
    ({ path }) =>
      wanted.has(posix.dirname(path)) &&
      DELIVERY_FILE.test(posix.basename(path)),
  );
  const blobs = await readBlobs(
    mirror.directory,
    entries.map(({ sha }) => sha),
  );
  const files = entries.map(({ path, sha }) => {
    const text = blobs.get(sha)?.text;
    if (text === undefined) {
      throw new InputError(`${path} is no text; mend it first.`);
    }
    return { path, text: withExpires(path, text, expires) };
  });
  if (!files.length) {
    throw new ConflictError(
      'None of its folders has a delivery.yaml any more; look again.',
    );
  }
  return files;
}
