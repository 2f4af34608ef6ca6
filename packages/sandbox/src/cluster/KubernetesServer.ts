import { timingSafeEqual, createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { discover } from './discovery';
import { KubernetesApi, parseTarget, type Target } from './KubernetesApi';
import type { ObjectStore } from './ObjectStore';
import { badRequest, StatusError, tooLarge } from './StatusError';
import { streamWatch } from './watchStream';

const MAX_BODY_BYTES = 3 * 1024 * 1024;

/** Serves the objects of one cluster as a Kubernetes API, on loopback. */
export class KubernetesServer {
  readonly #store: ObjectStore;
  readonly #api: KubernetesApi;
  readonly #token: Buffer;
  readonly #onListed: (plural: string) => void;
  #server: Server | undefined;
  #port = 0;

  constructor(options: {
    store: ObjectStore;
    token: string;
    /** Told after each complete list. */
    onListed?: (plural: string) => void;
  }) {
    this.#store = options.store;
    this.#api = new KubernetesApi(options.store);
    this.#token = digest(`Bearer ${options.token}`);
    this.#onListed = options.onListed ?? (() => undefined);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Listens; after a stop on the same port as before. */
  async start(): Promise<void> {
    const server = createServer((request, response) => {
      this.#answer(request, response).catch(error =>
        sendError(response, error),
      );
    });
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Breaks all connections and refuses new ones. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server) {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    }
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (!this.#isAllowed(request)) {
      throw new StatusError(401, 'Unauthorized', 'Unauthorized');
    }
    // Not as a base: a path that begins with two slashes is still a path.
    const url = new URL(`http://localhost${request.url ?? '/'}`);
    const known = discover(url.pathname);
    if (known && request.method === 'GET') {
      send(response, 200, known);
      return;
    }
    const target = parseTarget(url.pathname);
    if (!target) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('404 page not found\n');
      return;
    }
    await this.#serve(request, response, target, url.searchParams);
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
    target: Target,
    query: URLSearchParams,
  ): Promise<void> {
    const { method } = request;
    if (method === 'GET' && ['true', '1'].includes(query.get('watch') ?? '')) {
      streamWatch({ store: this.#store, target, query, response });
    } else if (method === 'GET' && !target.name) {
      const list = this.#api.list(target, query);
      send(response, 200, list);
      if (!list.metadata.continue) {
        this.#onListed(target.resource.plural);
      }
    } else if (method === 'GET') {
      send(response, 200, this.#api.get(target));
    } else if (method === 'DELETE' && target.name) {
      send(response, 200, this.#api.delete(target));
    } else {
      await this.#write(request, response, target);
    }
  }

  async #write(
    request: IncomingMessage,
    response: ServerResponse,
    target: Target,
  ): Promise<void> {
    const body = await readJson(request);
    const contentType = request.headers['content-type'] ?? '';
    if (request.method === 'POST' && !target.name) {
      send(response, 201, this.#api.create(target, body));
    } else if (request.method === 'PUT' && target.name) {
      send(response, 200, this.#api.replace(target, body));
    } else if (request.method === 'PATCH' && target.name) {
      send(response, 200, this.#api.patch(target, contentType, body));
    } else {
      throw new StatusError(
        405,
        'MethodNotAllowed',
        'the server does not allow this method on the requested resource',
      );
    }
  }

  #isAllowed(request: IncomingMessage): boolean {
    const given = digest(request.headers.authorization ?? '');
    return timingSafeEqual(given, this.#token);
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}

function sendError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const status =
    error instanceof StatusError
      ? error
      : new StatusError(500, 'InternalError', String(error));
  send(response, status.code, status.toStatus());
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw tooLarge(`the request is larger than ${MAX_BODY_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw badRequest('the body of the request is not JSON');
  }
}
