/** One file that a commit changed, by `git log --raw`. */
export interface RawChange {
  path: string;
  /** Blob before, undefined when the file is new. */
  before?: string;
  /** Blob after, undefined when the file is gone. */
  after?: string;
}

/** One commit with the files it changed. */
export interface LogCommit {
  sha: string;
  parents: string[];
  author: { name: string; email: string };
  committer: { name: string; email: string };
  /** Seconds since 1970. */
  authoredAt: number;
  committedAt: number;
  subject: string;
  body: string;
  changes: RawChange[];
}

/** Names cannot hold line breaks, so a line each is unambiguous; the message comes last. */
export const LOG_FORMAT = '%x01%H%n%P%n%an%n%ae%n%at%n%cn%n%ce%n%ct%n%B';

const NO_BLOB = /^0+$/;

function parseHeader(token: string): LogCommit {
  const lines = token.slice(1).split('\n');
  const [sha, parents, an, ae, at, cn, ce, ct, subject = ''] = lines;
  return {
    sha,
    parents: parents ? parents.split(' ') : [],
    author: { name: an, email: ae },
    committer: { name: cn, email: ce },
    authoredAt: Number(at),
    committedAt: Number(ct),
    subject,
    body: lines.slice(9).join('\n').trim(),
    changes: [],
  };
}

/**
 * `:mode mode sha sha status`, with one more colon, mode and sha for each
 * further parent of a merge. For a merge, *before* is the first parent's.
 */
function parseRaw(meta: string, path: string): RawChange {
  const colons = /^:+/.exec(meta)?.[0].length ?? 1;
  const fields = meta.slice(colons).split(' ');
  const shas = fields.slice(colons + 1, 2 * colons + 2);
  const before = shas[0];
  const after = shas[shas.length - 1];
  return {
    path,
    before: NO_BLOB.test(before) ? undefined : before,
    after: NO_BLOB.test(after) ? undefined : after,
  };
}

/** Splits a stream of bytes at NUL. */
async function* nulTokens(stream: AsyncIterable<Buffer>) {
  let rest: Buffer[] = [];
  for await (const chunk of stream) {
    let from = 0;
    for (let at = chunk.indexOf(0); at >= 0; at = chunk.indexOf(0, from)) {
      const part = chunk.subarray(from, at);
      yield rest.length
        ? Buffer.concat([...rest, part]).toString('utf8')
        : part.toString('utf8');
      rest = [];
      from = at + 1;
    }
    if (from < chunk.length) {
      rest.push(chunk.subarray(from));
    }
  }
  if (rest.length) {
    yield Buffer.concat(rest).toString('utf8');
  }
}

/**
 * Reads the output of `git log -z --raw --no-abbrev --format=<LOG_FORMAT>`.
 */
export async function* parseLog(
  stream: AsyncIterable<Buffer>,
): AsyncGenerator<LogCommit> {
  let commit: LogCommit | undefined;
  let meta: string | undefined;
  for await (const token of nulTokens(stream)) {
    if (meta !== undefined) {
      commit?.changes.push(parseRaw(meta, token));
      meta = undefined;
      continue;
    }
    const text = token.startsWith('\n') ? token.slice(1) : token;
    if (text.startsWith(':')) {
      meta = text;
    } else if (text.startsWith('\x01')) {
      if (commit) {
        yield commit;
      }
      commit = parseHeader(text);
    }
  }
  if (commit) {
    yield commit;
  }
}

/**
 * The trailers of a message: the last paragraph, when each of its lines is
 * `Key: value` or a continuation.
 */
export function parseTrailers(body: string): { key: string; value: string }[] {
  const last =
    body
      .trim()
      .split(/\n\s*\n/)
      .pop() ?? '';
  const trailers: { key: string; value: string }[] = [];
  for (const line of last.split('\n')) {
    const match = /^([A-Za-z][A-Za-z0-9-]*):\s*(.*)$/.exec(line);
    if (match) {
      trailers.push({ key: match[1], value: match[2].trim() });
    } else if (/^\s+\S/.test(line) && trailers.length) {
      trailers[trailers.length - 1].value += ` ${line.trim()}`;
    } else if (line.trim()) {
      return [];
    }
  }
  return trailers;
}
