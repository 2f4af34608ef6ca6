import { runGit } from './runGit';

/** A blob larger than this is not read: no manifest is. */
export const MAX_BLOB_BYTES = 1024 * 1024;

/** What was found under a sha. */
export interface Blob {
  sha: string;
  /** Undefined when it is too large or not text. */
  text?: string;
  size: number;
}

function toText(bytes: Buffer): string | undefined {
  if (bytes.includes(0)) {
    return undefined;
  }
  return bytes.toString('utf8');
}

/**
 * Prints blobs by `git cat-file --batch`, in one process for any number. Sizes
 * are asked first, so that one huge file cannot fill the memory.
 *
 * @throws GitError
 */
export async function readBlobs(
  cwd: string,
  shas: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, Blob>> {
  const blobs = new Map<string, Blob>();
  const unique = [...new Set(shas)];
  if (!unique.length) {
    return blobs;
  }
  const options = { cwd, what: 'Reading files', signal };
  const sizes = await runGit(['cat-file', '--batch-check'], {
    ...options,
    input: `${unique.join('\n')}\n`,
  });
  const readable: string[] = [];
  for (const line of sizes.toString('latin1').split('\n')) {
    const [sha, type, length] = line.split(' ');
    if (type === 'blob' && Number(length) <= MAX_BLOB_BYTES) {
      readable.push(sha);
    } else if (type === 'blob') {
      blobs.set(sha, { sha, size: Number(length) });
    }
  }
  const output = await runGit(['cat-file', '--batch'], {
    ...options,
    input: readable.map(sha => `${sha}\n`).join(''),
  });
  splitBatch(output, blobs);
  return blobs;
}

/** Each answer is `sha type size`, a line break, the bytes, a line break. */
function splitBatch(bytes: Buffer, blobs: Map<string, Blob>) {
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(10, at);
    const [sha, , length] = bytes.toString('latin1', at, end).split(' ');
    const size = Number(length);
    const content = bytes.subarray(end + 1, end + 1 + size);
    blobs.set(sha, { sha, size, text: toText(content) });
    at = end + 1 + size + 1;
  }
}
