import type { Dispatcher } from 'undici';
import { z } from 'zod';
import { KubernetesApiError, failureOfStatus } from './KubernetesApiError';
import { readText } from './readLines';

const MAX_ERROR_BYTES = 64 * 1024;
const StatusObject = z.object({
  kind: z.literal('Status'),
  message: z.string().nullish(),
});
const WatchLine = z.object({ type: z.string(), object: z.unknown() });
const GoneObject = z.object({
  code: z.number(),
  message: z.string().nullish(),
});

/** One line of a watch. */
export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  object: unknown;
}

/** Reads JSON, or says that it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new KubernetesApiError(
      'not-kubernetes',
      'its answer is not JSON',
      error,
    );
  }
}

/** Reads one line of a watch; throws what an ERROR event says. */
export function parseWatchLine(line: string): WatchEvent {
  const parsed = WatchLine.safeParse(parseJson(line));
  if (!parsed.success) {
    throw new KubernetesApiError(
      'not-kubernetes',
      'a line of its watch is not an event',
    );
  }
  const { type, object } = parsed.data;
  if (type === 'ERROR') {
    const status = GoneObject.safeParse(object);
    const code = status.success ? status.data.code : 500;
    throw new KubernetesApiError(
      failureOfStatus(code),
      status.data?.message ?? `the watch failed (${code})`,
    );
  }
  return { type: type as WatchEvent['type'], object };
}

/** Throws unless the answer is JSON with status 200. */
export async function checkResponse(
  response: Dispatcher.ResponseData,
): Promise<void> {
  const { statusCode, headers, body } = response;
  const contentType = String(headers['content-type'] ?? '');
  if (statusCode === 200 && contentType.includes('json')) {
    return;
  }
  const failure = failureOfStatus(statusCode);
  if (failure === 'redirect') {
    discard(body);
    throw new KubernetesApiError(
      failure,
      `to ${headers.location ?? 'nowhere'}`,
    );
  }
  // An API server says in plain text that it does not serve a group.
  if (!contentType.includes('json') && !contentType.startsWith('text/plain')) {
    discard(body);
    throw new KubernetesApiError(
      statusCode >= 500 ? 'server-error' : 'not-kubernetes',
      `it answered ${statusCode} with ${contentType || 'no type of content'}`,
    );
  }
  const text = await readText(body, MAX_ERROR_BYTES);
  const status = StatusObject.safeParse(
    contentType.includes('json') ? parseJson(text) : undefined,
  );
  throw new KubernetesApiError(
    failure,
    status.data?.message ?? `it answered ${statusCode}`,
  );
}

function discard(body: Dispatcher.ResponseData['body']): void {
  // Destroying an unread body emits an error that nobody else waits for.
  body.on('error', () => undefined);
  body.destroy();
}
