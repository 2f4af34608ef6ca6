import { InputError } from '@backstage/errors';
import type { GitMirror } from './GitMirror';

/** What becomes of one file. */
export interface FileEdit {
  path: string;
  mode: string;
  /** Absent when the file goes. */
  text?: string;
}

/** A commit to make on top of another one. */
export interface NewCommit {
  parent: string;
  author: { name: string; email: string };
  committer: { name: string; email: string };
  message: string;
  /** Files to change; each keeps its mode. */
  files: readonly FileEdit[];
  /** Seconds since 1970. */
  at: number;
}

const SYMBOLIC_LINK = '120000';

/** Refuses a path that is not plainly inside the repository. */
export function assertInsideRepository(path: string) {
  const parts = path.split('/');
  const bad = parts.some(
    part =>
      part === '' ||
      part === '.' ||
      part === '..' ||
      part.toLowerCase() === '.git',
  );
  if (bad || /[\0\n\\]/.test(path)) {
    throw new InputError(
      `'${path}' is no path inside the repository; nothing was written.`,
    );
  }
}

function person(who: { name: string; email: string }) {
  const clean = (text: string) => text.replace(/[<>\n\0]/g, '').trim();
  return `${clean(who.name) || 'unknown'} <${clean(who.email)}>`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

/**
 * Writes a commit into the mirror, without a work tree or an index. One at a
 * time for each mirror.
 *
 * @returns its sha
 */
export async function writeCommit(
  mirror: GitMirror,
  commit: NewCommit,
): Promise<string> {
  for (const { path } of commit.files) {
    assertInsideRepository(path);
  }
  const stream = [
    // The name is overwritten by the next commit; a push goes by the sha.
    `commit refs/slipway/write\nmark :1\n`,
    `author ${person(commit.author)} ${commit.at} +0000\n`,
    `committer ${person(commit.committer)} ${commit.at} +0000\n`,
    data(commit.message),
    `from ${commit.parent}\n`,
  ];
  for (const { path, mode, text } of commit.files) {
    if (mode === SYMBOLIC_LINK && text !== undefined) {
      throw new InputError(
        `${path} is a symbolic link; change the file it points to.`,
      );
    }
    if (text === undefined) {
      stream.push(`D ${JSON.stringify(path)}\n`);
      continue;
    }
    stream.push(`M ${mode} inline ${JSON.stringify(path)}\n`);
    stream.push(data(text));
  }
  return mirror.fastImport(stream.join(''));
}
