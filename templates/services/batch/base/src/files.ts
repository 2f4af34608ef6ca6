import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, lstat, open, stat } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** What a name may have at most, in bytes, on the usual file systems. */
const LONGEST_NAME = 255;
/** What is wrong with the file itself. */
const OF_THE_FILE = ['EACCES', 'EISDIR', 'ELOOP', 'ENOENT', 'ENXIO', 'EPERM'];

/** A file to be moved, and the folder that it goes to. */
export interface Move<Folder extends string = string> {
  from: string;
  to: Folder;
}

/** Something in the inbox that can never be read. */
export class UnreadableFile extends Error {}

/** Opens it once, so that what is wrong is known before anything is made. @throws UnreadableFile */
export async function assertReadable(path: string) {
  let file: FileHandle | undefined;
  try {
    // A pipe would be waited for when it is opened.
    if (!(await stat(path)).isFile()) {
      throw new UnreadableFile('It is no file');
    }
    file = await open(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code && OF_THE_FILE.includes(code)) {
      throw new UnreadableFile(message, { cause: error });
    }
    throw error;
  } finally {
    await file?.close();
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return false;
    }
    throw error;
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function areSame(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([lstat(one), lstat(other)]);
  return (
    first.isFile() &&
    second.isFile() &&
    first.size === second.size &&
    (await digestOf(one)) === (await digestOf(other))
  );
}

function numbered(wanted: string, number: number): string {
  if (number === 1) {
    return wanted;
  }
  const { name, ext } = parse(wanted);
  const end = `-${number}${ext}`;
  const room = LONGEST_NAME - Buffer.byteLength(end);
  const bytes = Buffer.from(name);
  // The last letter may be cut in two, and is then left out.
  const start =
    bytes.length > room
      ? bytes
          .subarray(0, room)
          .toString()
          .replace(/\uFFFD$/, '')
      : name;
  return `${start}${end}`;
}

/**
 * A name that is free in all of the folders: the wanted one, or with a number.
 * The very same file may be there: the process ended after it was moved.
 */
export async function freeName(
  root: string,
  moves: readonly Move[],
  wanted: string,
): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = numbered(wanted, number);
    const taken = await Promise.all(
      moves.map(async ({ from, to }) => {
        const target = join(root, to, name);
        return (await isThere(target)) && !(await areSame(from, target));
      }),
    );
    if (!taken.includes(true)) {
      return name;
    }
  }
}
