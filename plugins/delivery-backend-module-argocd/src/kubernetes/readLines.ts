import { KubernetesApiError } from './KubernetesApiError';

/**
 * Splits a stream of bytes into lines. A line longer than the limit ends the
 * stream with an error instead of filling the memory.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<string> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    let rest = Buffer.from(chunk);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      parts.push(rest.subarray(0, end));
      checkSize(size + end, maxBytes);
      yield Buffer.concat(parts).toString('utf8');
      parts = [];
      size = 0;
      rest = rest.subarray(end + 1);
    }
    parts.push(rest);
    size += rest.length;
    checkSize(size, maxBytes);
  }
  if (size) {
    yield Buffer.concat(parts).toString('utf8');
  }
}

/** Reads a whole body as text, up to a limit. */
export async function readText(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    checkSize(size, maxBytes);
    parts.push(chunk);
  }
  return Buffer.concat(parts).toString('utf8');
}

function checkSize(size: number, maxBytes: number): void {
  if (size > maxBytes) {
    throw new KubernetesApiError(
      'too-large',
      `one answer exceeds ${Math.ceil(maxBytes / 1024)} KiB`,
    );
  }
}
