import { InputError } from '@backstage/errors';
import type { GitMirror } from './GitMirror';

/** A commit to make on top of another one. */
export interface NewCommit {
  /** Operation it is made for; names a ref that lives for a moment. */
  operationId: string;
  parent: string;
  author: { name: string; email: string };
  committer: { name: string; email: string };
  message: string;
  files: { path: string; text: string }[];
  /** Seconds since 1970. */
  at: number;
}

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
 * Writes a commit into the mirror, without a work tree or an index. File
 * modes stay as they are in the parent.
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
  const ref = `refs/slipway/operations/${commit.operationId}`;
  const modes = await mirror.fileModes(
    commit.parent,
    commit.files.map(file => file.path),
  );
  const stream = [
    `commit ${ref}\n`,
    `author ${person(commit.author)} ${commit.at} +0000\n`,
    `committer ${person(commit.committer)} ${commit.at} +0000\n`,
    data(commit.message),
    `from ${commit.parent}\n`,
  ];
  for (const { path, text } of commit.files) {
    if (modes.get(path) === '120000') {
      throw new InputError(
        `${path} is a symbolic link; change the file it points to.`,
      );
    }
    stream.push(
      `M ${modes.get(path) ?? '100644'} inline ${JSON.stringify(path)}\n`,
    );
    stream.push(data(text));
  }
  return mirror.fastImport(stream.join(''), ref);
}
