import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { GitError } from './GitError';
import { killGit, spawnGit } from './runGit';

/** A blob larger than this many bytes is not read: no manifest is. @public */
export const MAX_BLOB_BYTES = 1024 * 1024;

/** What was found under a sha. @public */
export interface Blob {
  sha: string;
  /** Undefined when it is too large or not text. */
  text?: string;
  size: number;
}

/** Bytes that are no UTF-8 would not come back as they were. */
const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function toText(bytes: Buffer): string | undefined {
  if (bytes.includes(0)) {
    return undefined;
  }
  try {
    return UTF_8.decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Prints blobs by `git cat-file --batch-command` (git 2.36 or newer), in one
 * process for as long as it is open. Sizes are asked first, so that one huge
 * file cannot fill the memory.
 *
 * @public
 */
export class BlobReader {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #abort: () => void;
  readonly #signal?: AbortSignal;
  readonly #chunks: AsyncIterator<Buffer, undefined>;
  #bytes: Buffer = Buffer.alloc(0);
  #stderr = '';

  private constructor(cwd: string, signal?: AbortSignal) {
    const args = ['cat-file', '--batch-command', '--buffer'];
    this.#child = spawnGit(args, { cwd, what: 'Reading files' });
    this.#child.stdin.on('error', () => {});
    this.#child.on('error', error => {
      this.#stderr = error.message;
    });
    this.#child.stderr.on('data', chunk => {
      this.#stderr = `${this.#stderr}${chunk}`.slice(-2_000);
    });
    this.#chunks = this.#child.stdout[Symbol.asyncIterator]();
    this.#signal = signal;
    this.#abort = () => killGit(this.#child);
    signal?.addEventListener('abort', this.#abort, { once: true });
  }

  static open(cwd: string, signal?: AbortSignal) {
    return new BlobReader(cwd, signal);
  }

  close() {
    this.#signal?.removeEventListener('abort', this.#abort);
    killGit(this.#child);
  }

  /**
   * Reads blobs; what is no blob, or is not there, is not in the answer.
   *
   * @throws GitError when git ends before it has answered
   */
  async read(shas: Iterable<string>): Promise<Map<string, Blob>> {
    const unique = [...new Set(shas)];
    const blobs = new Map<string, Blob>();
    const readable: string[] = [];
    this.#ask('info', unique);
    for (let answers = 0; answers < unique.length; answers++) {
      const [sha, type, length] = (await this.#line()).split(' ');
      if (type === 'blob' && Number(length) <= MAX_BLOB_BYTES) {
        readable.push(sha);
      } else if (type === 'blob') {
        blobs.set(sha, { sha, size: Number(length) });
      }
    }
    this.#ask('contents', readable);
    for (const sha of readable) {
      const size = Number((await this.#line()).split(' ')[2]);
      const content = (await this.#take(size + 1)).subarray(0, size);
      blobs.set(sha, { sha, size, text: toText(content) });
    }
    return blobs;
  }

  #ask(command: 'info' | 'contents', shas: string[]) {
    if (shas.length) {
      const lines = shas.map(sha => `${command} ${sha}\n`).join('');
      this.#child.stdin.write(`${lines}flush\n`);
    }
  }

  async #line(): Promise<string> {
    let end = this.#bytes.indexOf(10);
    while (end < 0) {
      await this.#more();
      end = this.#bytes.indexOf(10);
    }
    const line = this.#bytes.toString('latin1', 0, end);
    this.#bytes = this.#bytes.subarray(end + 1);
    return line;
  }

  async #take(length: number): Promise<Buffer> {
    while (this.#bytes.length < length) {
      await this.#more();
    }
    const bytes = this.#bytes.subarray(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return bytes;
  }

  async #more() {
    const { value, done } = await this.#chunks.next();
    if (done) {
      throw new GitError('Reading files', 'other', this.#stderr);
    }
    this.#bytes = this.#bytes.length
      ? Buffer.concat([this.#bytes, value])
      : value;
  }
}

/** Reads some blobs and ends git again. @throws GitError @public */
export async function readBlobs(
  cwd: string,
  shas: Iterable<string>,
  signal?: AbortSignal,
): Promise<Map<string, Blob>> {
  const reader = BlobReader.open(cwd, signal);
  try {
    return await reader.read(shas);
  } finally {
    reader.close();
  }
}
