import { request, type Dispatcher } from 'undici';
import { z } from 'zod';
import { KubernetesApiError, fromTransportError } from './KubernetesApiError';
import {
  authorizationOf,
  createDispatcher,
  type KubernetesConnection,
} from './KubernetesConnection';
import {
  checkResponse,
  parseJson,
  parseWatchLine,
  type WatchEvent,
} from './answers';
import { readLines, readText } from './readLines';

/** An object of the API server may have 1.5 MiB; a page has many of them. */
const MAX_LINE_BYTES = 8 * 1024 * 1024;
const MAX_BODY_BYTES = 128 * 1024 * 1024;
const PAGE_SIZE = 250;
/** A server that never stops to name a next page must not fill the memory. */
const MAX_PAGES = 400;
/** A body may come slowly, but not drop by drop for ever. */
const BODY_TIMEOUTS = 4;
const WATCH_GRACE_MS = 15_000;

const ListPage = z.object({
  kind: z.string().endsWith('List'),
  metadata: z.object({
    resourceVersion: z.string(),
    continue: z.string().nullish(),
  }),
  items: z.array(z.unknown()).nullish(),
});

/** A kind of resource, in one namespace or in all. */
export interface ResourcePath {
  group: string;
  version: string;
  plural: string;
  namespace?: string;
}

interface Call {
  method?: 'GET' | 'PATCH';
  path: string;
  query?: Record<string, string>;
  contentType?: string;
  body?: string;
  signal: AbortSignal;
  /** Longest silence between two parts of the body. */
  bodyTimeoutMs: number;
}

/** The three things that are asked of a Kubernetes API: list, watch, patch. */
export class KubernetesClient {
  readonly #connection: KubernetesConnection;
  readonly #timeoutMs: number;
  #dispatcher: Promise<Dispatcher> | undefined;

  private constructor(connection: KubernetesConnection, timeoutMs: number) {
    this.#connection = connection;
    this.#timeoutMs = timeoutMs;
  }

  static create(
    connection: KubernetesConnection,
    options: { timeoutMs: number },
  ) {
    return new KubernetesClient(connection, options.timeoutMs);
  }

  /** All objects, page by page, and the version of the collection they belong to. */
  async list(
    resource: ResourcePath,
    signal: AbortSignal,
  ): Promise<{ items: unknown[]; resourceVersion: string }> {
    const items: unknown[] = [];
    const query: Record<string, string> = { limit: String(PAGE_SIZE) };
    for (let pages = 0; pages < MAX_PAGES; pages++) {
      const page = await this.#json(ListPage, {
        path: pathOf(resource),
        query,
        signal,
        bodyTimeoutMs: this.#timeoutMs,
      });
      items.push(...(page.items ?? []));
      if (!page.metadata.continue) {
        return { items, resourceVersion: page.metadata.resourceVersion };
      }
      query.continue = page.metadata.continue;
    }
    throw new KubernetesApiError(
      'too-large',
      `its list does not end after ${MAX_PAGES} pages`,
    );
  }

  /** Changes since a version of the collection, until the server ends the watch. */
  async *watch(
    resource: ResourcePath,
    options: {
      resourceVersion: string;
      timeoutSeconds: number;
      idleMs: number;
      signal: AbortSignal;
      onOpen: () => Promise<void>;
    },
  ): AsyncGenerator<WatchEvent> {
    const { signal, idleMs } = options;
    // The server was asked to end the watch by itself long before.
    const deadline = AbortSignal.timeout(
      Math.max(idleMs, options.timeoutSeconds * 1000 + WATCH_GRACE_MS),
    );
    const body = await this.#send({
      path: pathOf(resource),
      query: {
        watch: 'true',
        allowWatchBookmarks: 'true',
        resourceVersion: options.resourceVersion,
        timeoutSeconds: String(options.timeoutSeconds),
      },
      signal: AbortSignal.any([signal, deadline]),
      bodyTimeoutMs: idleMs,
    });
    await options.onOpen();
    try {
      for await (const line of readLines(body, MAX_LINE_BYTES)) {
        if (line.trim()) {
          yield parseWatchLine(line);
        }
      }
    } catch (error) {
      throw fromTransportError(error);
    } finally {
      body.destroy();
    }
  }

  async mergePatch(
    resource: ResourcePath,
    name: string,
    patch: unknown,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#json(z.object({ kind: z.string() }), {
      method: 'PATCH',
      path: `${pathOf(resource)}/${encodeURIComponent(name)}`,
      contentType: 'application/merge-patch+json',
      body: JSON.stringify(patch),
      signal,
      bodyTimeoutMs: this.#timeoutMs,
    });
  }

  async close(): Promise<void> {
    const dispatcher = await this.#dispatcher?.catch(() => undefined);
    this.#dispatcher = undefined;
    await dispatcher?.destroy();
  }

  async #json<T>(schema: z.ZodType<T>, call: Call): Promise<T> {
    const deadline = AbortSignal.timeout(this.#timeoutMs * BODY_TIMEOUTS);
    const signal = AbortSignal.any([call.signal, deadline]);
    const body = await this.#send({ ...call, signal });
    let text: string;
    try {
      text = await readText(body, MAX_BODY_BYTES);
    } catch (error) {
      throw fromTransportError(error);
    }
    const parsed = schema.safeParse(parseJson(text));
    if (!parsed.success) {
      throw new KubernetesApiError(
        'not-kubernetes',
        'its answer has not the form of a Kubernetes object',
        parsed.error,
      );
    }
    return parsed.data;
  }

  async #send(call: Call) {
    try {
      const response = await this.#request(call);
      await checkResponse(response);
      return response.body;
    } catch (error) {
      throw fromTransportError(error);
    }
  }

  async #request(call: Call): Promise<Dispatcher.ResponseData> {
    this.#dispatcher ??= createDispatcher(this.#connection, this.#timeoutMs);
    const dispatcher = await this.#dispatcher.catch(error => {
      this.#dispatcher = undefined;
      throw error;
    });
    const query = call.query ? `?${new URLSearchParams(call.query)}` : '';
    return request(`${this.#connection.url}${call.path}${query}`, {
      dispatcher,
      method: call.method ?? 'GET',
      headers: {
        accept: 'application/json',
        ...(call.contentType ? { 'content-type': call.contentType } : {}),
        ...(await authorizationOf(this.#connection)),
      },
      body: call.body,
      signal: call.signal,
      headersTimeout: this.#timeoutMs,
      bodyTimeout: call.bodyTimeoutMs,
    });
  }
}

function pathOf({ group, version, plural, namespace }: ResourcePath): string {
  const scope = namespace ? `namespaces/${encodeURIComponent(namespace)}/` : '';
  return `/apis/${group}/${version}/${scope}${plural}`;
}
