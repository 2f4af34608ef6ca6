import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createInterface } from 'node:readline';

/** @public */
export interface KubernetesTestEndpoint {
  /** Without a slash at the end. */
  url: string;
  token?: string;
  /** PEM. */
  ca?: string;
}

/** @public */
export interface KubernetesTestMetadata {
  name: string;
  uid: string;
  resourceVersion: string;
  generation: number;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** Of a list that has more. */
  continue: string;
  remainingItemCount: number;
}

/**
 * What an object says of itself; of an Application what Argo CD says.
 *
 * @public
 */
export interface KubernetesTestStatus {
  sync: { status: string; revision: string };
  health: { status: string; message: string };
  summary: { images: string[] };
  history: { id: number; revision: string; deployedAt: string }[];
  operationState: {
    phase: string;
    message: string;
    syncResult: { revision: string };
  };
  reconciledAt: string;
  conditions: { type: string; status: string; message: string }[];
}

/**
 * What a test may look for in an answer: an object, a list, a document of the
 * discovery or a Status. Which of it is there, the test says.
 *
 * @public
 */
export interface KubernetesTestBody {
  kind: string;
  metadata: KubernetesTestMetadata;
  spec: Record<string, unknown>;
  status: KubernetesTestStatus;
  /** Of a Status: what is the matter. */
  code: number;
  reason: string;
  message: string;
  items: KubernetesTestBody[];
  resources: { name: string }[];
  groups: { name: string }[];
  gitVersion: string;
}

/** @public */
export interface KubernetesAnswer {
  status: number;
  contentType: string;
  body: KubernetesTestBody;
}

/** @public */
export interface KubernetesTestWatch {
  status: number;
  events: { type: string; object: KubernetesTestBody }[];
  /** True after the server ended it. */
  ended: boolean;
  close(): void;
}

interface Call {
  method?: string;
  body?: unknown;
  contentType?: string;
  token?: string;
}

/**
 * Talks to a Kubernetes API as plainly as possible, so that a test does not
 * judge a client by itself.
 *
 * @public
 */
export class KubernetesTestClient {
  readonly #endpoint: KubernetesTestEndpoint;

  constructor(endpoint: KubernetesTestEndpoint) {
    this.#endpoint = endpoint;
  }

  async call(path: string, call: Call = {}): Promise<KubernetesAnswer> {
    const response = await this.#send(path, call);
    const chunks: Buffer[] = [];
    for await (const chunk of response) {
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString('utf8');
    const contentType = response.headers['content-type'] ?? '';
    return {
      status: response.statusCode ?? 0,
      contentType,
      body: contentType.includes('json') ? JSON.parse(text) : text,
    };
  }

  post(path: string, body: unknown): Promise<KubernetesAnswer> {
    return this.call(path, { method: 'POST', body });
  }

  put(path: string, body: unknown): Promise<KubernetesAnswer> {
    return this.call(path, { method: 'PUT', body });
  }

  patch(path: string, body: unknown): Promise<KubernetesAnswer> {
    return this.call(path, {
      method: 'PATCH',
      body,
      contentType: 'application/merge-patch+json',
    });
  }

  delete(path: string): Promise<KubernetesAnswer> {
    return this.call(path, { method: 'DELETE' });
  }

  /** Resolves when the server has begun to answer. */
  async watch(path: string): Promise<KubernetesTestWatch> {
    const response = await this.#send(path, {});
    const watch: KubernetesTestWatch = {
      status: response.statusCode ?? 0,
      events: [],
      ended: false,
      close: () => response.destroy(),
    };
    response.on('close', () => {
      watch.ended = true;
    });
    const lines = createInterface({ input: response });
    lines.on('line', line => watch.events.push(JSON.parse(line)));
    // A server that breaks off is something to look at, not a failed test.
    for (const source of [response, lines]) {
      source.on('error', () => undefined);
    }
    return watch;
  }

  #send(path: string, call: Call): Promise<IncomingMessage> {
    const { url, ca } = this.#endpoint;
    const token = call.token ?? this.#endpoint.token;
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const request = send(
        `${url}${path}`,
        {
          method: call.method ?? 'GET',
          ca,
          agent: false,
          headers: {
            accept: 'application/json',
            'content-type': call.contentType ?? 'application/json',
            ...(token ? { authorization: `Bearer ${token}` } : {}),
          },
        },
        resolve,
      );
      request.on('error', reject);
      request.end(
        call.body === undefined ? undefined : JSON.stringify(call.body),
      );
    });
  }
}
