import { GitError } from './GitError';
import type { GitProcess } from './RunningGit';
import { spawnGit } from './runGit';

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
  readonly #git: GitProcess;
  readonly #abort: () => void;
  readonly #signal?: AbortSignal;
  readonly #chunks: AsyncIterator<Buffer, undefined>;
  #bytes: Buffer = Buffer.alloc(0);

  private constructor(git: GitProcess, signal?: AbortSignal) {
    this.#git = git;
    this.#chunks = git.stdout[Symbol.asyncIterator]();
    this.#signal = signal;
    this.#abort = () => git.kill();
    signal?.addEventListener('abort', this.#abort, { once: true });
    if (signal?.aborted) this.#abort();
  }

  /** @throws GitError when git cannot be started */
  static async open(cwd: string, signal?: AbortSignal) {
    const args = ['cat-file', '--batch-command', '--buffer'];
    const options = { cwd, what: 'Reading files', input: '', signal };
    return new BlobReader(await spawnGit(args, options), signal);
  }

  close() {
    this.#signal?.removeEventListener('abort', this.#abort);
    this.#git.kill();
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
      this.#git.stdin?.write(`${lines}flush\n`);
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
    // What was ended has nothing more, whatever was on its way.
    const next = await this.#chunks.next().catch(() => undefined);
    if (!next?.value) {
      const { stderr } = await this.#git.ended;
      throw new GitError('Reading files', 'other', stderr);
    }
    this.#bytes = this.#bytes.length
      ? Buffer.concat([this.#bytes, next.value])
      : next.value;
  }
}

/** Reads some blobs and ends git again. @throws GitError @public */
export async function readBlobs(
  cwd: string,
  shas: Iterable<string>,
  signal?: AbortSignal,
): Promise<Map<string, Blob>> {
  const reader = await BlobReader.open(cwd, signal);
  try {
    return await reader.read(shas);
  } finally {
    reader.close();
  }
}
