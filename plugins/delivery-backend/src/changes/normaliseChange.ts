import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import type { ChangeRequest } from '@slipway/backstage-plugin-delivery-common';
import { assertInsideRepository } from '../git/writeCommit';
import { toOneLine } from '../operations/commitMessage';

/** A change as it is worked, with what only the plugin itself may say. */
export interface WorkedChange extends ChangeRequest {
  /** The end that is over, of what is removed. */
  expired?: string;
}

const MAX_SUBJECT = 100;
const MAX_REASON = 500;
const MAX_FILES = 2_000;
const MAX_PATH = 512;

function line(text: string, name: string, most: number): string {
  const clean = toOneLine(text);
  if (!clean) throw new InputError(`The ${name} of the change is empty.`);
  if (clean.length > most) {
    throw new InputError(
      `The ${name} of the change is longer than ${most} characters.`,
    );
  }
  return clean;
}

function assertPath(path: string) {
  assertInsideRepository(path);
  // What looks like another name to a person, or is none on some machines.
  if (path !== path.normalize('NFC') || /[\p{Cc}\p{Cf}:*?"<>|]/u.test(path)) {
    throw new InputError(
      `'${path}' holds characters that not every machine can write; nothing was written.`,
    );
  }
  if (path.length > MAX_PATH) {
    throw new InputError(
      `A path is longer than ${MAX_PATH} characters; nothing was written.`,
    );
  }
}

function assertOnce(paths: readonly string[]) {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const key = path.toLowerCase();
    const other = seen.get(key);
    if (other !== undefined) {
      throw new InputError(
        other === path
          ? `${path} is written twice in one change.`
          : `${other} and ${path} differ only in upper and lower case.`,
      );
    }
    seen.set(key, path);
  }
}

/**
 * A request in the form that it is worked with and compared in.
 *
 * @throws InputError with a sentence
 */
export function normaliseChange(asked: WorkedChange): WorkedChange {
  const { repository, kind, base, copiedFrom, expired } = asked;
  const files = [...asked.files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const removeFolders = [...(asked.removeFolders ?? [])].sort();
  const newFolders = [...(asked.newFolders ?? [])].sort();
  for (const path of [
    ...files.map(file => file.path),
    ...removeFolders,
    ...newFolders,
  ]) {
    assertPath(path);
  }
  if (!files.length && !removeFolders.length) {
    throw new InputError('The change names no file.');
  }
  if (files.length > MAX_FILES) {
    throw new InputError(`A change holds at most ${MAX_FILES} files.`);
  }
  assertOnce(files.map(({ path }) => path));
  return {
    ...{ repository, kind, files, removeFolders, newFolders },
    subject: line(asked.subject, 'subject', MAX_SUBJECT),
    reason: line(asked.reason, 'reason', MAX_REASON),
    ...(base && { base }),
    ...(copiedFrom && { copiedFrom: line(copiedFrom, 'source', 63) }),
    ...(expired && { expired }),
  };
}

/** The same for the same request. */
export function digestOfChange(request: ChangeRequest): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('hex');
}
