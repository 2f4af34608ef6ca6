import type { ServerResponse } from 'node:http';
import type { KubernetesObject, StoreEvent } from './KubernetesObject';
import { integerOf, selectorOf, type Target } from './KubernetesApi';
import type { ObjectStore } from './ObjectStore';
import { apiVersionOf } from './resources';
import type { Selector } from './selectors';
import { badRequest, StatusError } from './StatusError';

const BOOKMARK_MS = 60_000;
const BEFORE_END_MS = 2_000;
const DEFAULT_SECONDS = 1_800;
/** Beyond it a timer would end at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** How a selection sees a change: what leaves it is deleted for who watches it. */
function seen(
  event: StoreEvent,
  matches: (object: KubernetesObject) => boolean,
): StoreEvent['type'] | undefined {
  const now = event.type !== 'DELETED' && matches(event.object);
  const before = event.previous !== undefined && matches(event.previous);
  if (now) {
    return before ? 'MODIFIED' : 'ADDED';
  }
  return before ? 'DELETED' : undefined;
}

/** Answers a watch until its time is over or the client goes. */
export function streamWatch(options: {
  store: ObjectStore;
  target: Target;
  query: URLSearchParams;
  response: ServerResponse;
}): void {
  const { store, target, query, response } = options;
  const after = startOf(query);
  const ms = lastsMs(query);
  const matches = matcher(target, selectorOf(query));
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  const send = (type: string, object: unknown) => {
    // Its time may be over while it still hears of changes.
    if (!response.writableEnded) {
      response.write(`${JSON.stringify({ type, object })}\n`);
    }
  };
  if (after === undefined) {
    for (const object of store.list(target.resource).filter(matches)) {
      send('ADDED', object);
    }
  }
  let unsubscribe: (() => void) | undefined;
  try {
    unsubscribe = subscribe(options, after, (event, type) =>
      send(type, event.object),
    );
  } catch (error) {
    if (!(error instanceof StatusError)) {
      throw error;
    }
    send('ERROR', error.toStatus());
    response.end();
    return;
  }
  const timers = startTimers(options, ms, send);
  response.on('close', () => {
    unsubscribe();
    timers();
  });
}

function subscribe(
  { store, target, query }: Parameters<typeof streamWatch>[0],
  after: number | undefined,
  tell: (event: StoreEvent, type: StoreEvent['type']) => void,
): () => void {
  const matches = matcher(target, selectorOf(query));
  const from = after ?? store.resourceVersion;
  return store.subscribe(target.resource, from, event => {
    const type = seen(event, matches);
    if (type) {
      tell(event, type);
    }
  });
}

function startTimers(
  options: Parameters<typeof streamWatch>[0],
  ms: number,
  send: (type: string, object: unknown) => void,
): () => void {
  const { store, target, query, response } = options;
  const { resource } = target;
  const bookmark = () =>
    send('BOOKMARK', {
      kind: resource.kind,
      apiVersion: apiVersionOf(resource),
      metadata: { resourceVersion: String(store.resourceVersion) },
    });
  const wants = query.get('allowWatchBookmarks') === 'true';
  const end = setTimeout(() => response.end(), ms);
  const last = setTimeout(
    () => wants && bookmark(),
    Math.max(0, ms - BEFORE_END_MS),
  );
  const each = setInterval(() => wants && bookmark(), BOOKMARK_MS);
  return () => {
    clearTimeout(end);
    clearTimeout(last);
    clearInterval(each);
  };
}

function lastsMs(query: URLSearchParams): number {
  const asked = integerOf(query, 'timeoutSeconds');
  const seconds = asked > 0 ? asked : DEFAULT_SECONDS;
  return Math.min(seconds * 1_000, LONGEST_MS);
}

function matcher({ namespace, name }: Target, selector: Selector): Selector {
  return object =>
    (namespace === undefined || object.metadata.namespace === namespace) &&
    (name === undefined || object.metadata.name === name) &&
    selector(object);
}

/** Without a version, or with 0, a watch begins with all there is. */
function startOf(query: URLSearchParams): number | undefined {
  const text = query.get('resourceVersion') ?? '';
  if (!/^\d*$/.test(text)) {
    throw badRequest(`Invalid value: "${text}": strconv.ParseUint: parsing`);
  }
  return Number(text) || undefined;
}
