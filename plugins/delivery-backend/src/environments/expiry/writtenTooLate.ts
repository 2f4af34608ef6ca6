import { ConflictError } from '@backstage/errors';
import type { GitMirror } from '../../git/GitMirror';
import { readDeliveryFile } from '../../observer/readDeliveryFile';
import { readExpiry } from '../../observer/readExpiry';
import type { End } from './ends';

const NAMES = ['delivery.yaml', 'delivery.yml'];

/** The file of a folder that names its end, and the end as it is spelled there. */
async function findEnd(mirror: GitMirror, head: string, folder: string) {
  for (const name of NAMES) {
    const file = `${folder}/${name}`;
    const text = await mirror.readFile(head, file);
    if (text !== undefined) {
      const { expires } = readDeliveryFile([{ name, text }]);
      return expires ? { file, spelled: expires } : undefined;
    }
  }
  return undefined;
}

/**
 * Why an end cannot be believed: it was over before it was written. That is a
 * slip or a wrong clock, and nobody could have been told.
 *
 * @param head - the commit that the removal would stand on
 * @returns a sentence; undefined when it was written in time
 * @throws ConflictError when the folders do not name this end there
 */
export async function writtenTooLate(
  mirror: GitMirror,
  head: string,
  { rows, expires, environment }: Pick<End, 'rows' | 'expires' | 'environment'>,
): Promise<string | undefined> {
  for (const { path } of rows) {
    const found = await findEnd(mirror, head, path);
    if (!found || readExpiry(found.spelled).expires !== expires) {
      throw new ConflictError(
        `${path} does not name ${expires} as its end at ${head.slice(0, 7)}; it is looked at anew.`,
      );
    }
    const written = await mirror.lastWritten(head, found.file, found.spelled);
    if (written === undefined) {
      throw new ConflictError(
        `When ${found.file} got its end cannot be told at ${head.slice(0, 7)}; it is looked at anew.`,
      );
    }
    if (written * 1000 >= Date.parse(expires)) {
      const at = new Date(written * 1000).toISOString();
      return `${found.file} was written at ${at} and names ${expires} as its end, which was over then; ${environment} is not removed. Correct the time, or end it by hand.`;
    }
  }
  return undefined;
}
