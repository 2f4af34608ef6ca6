import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

const APPLICATIONS = '/apis/argoproj.io/v1alpha1';
const PATH =
  /^\/apis\/argoproj\.io\/v1alpha1((?:\/namespaces\/[^/]+)?)\/applications(.*)$/;

/**
 * Some builds of the real API server cannot hold custom resources. Before such
 * a one this keeps each Application in a ConfigMap: lists, versions, watches
 * and conflicts stay those of the real server.
 */
export async function startApplicationsOnConfigMaps(target: {
  url: string;
  ca: string;
}): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(target, request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(
  target: { url: string; ca: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '').replace(PATH, '/api/v1$1/configmaps$2');
  const upstream = httpsRequest(`${target.url}${path}`, {
    method: request.method,
    ca: target.ca,
    agent: false,
    headers: {
      accept: 'application/json',
      authorization: request.headers.authorization,
      'content-type': request.headers['content-type'] ?? 'application/json',
    },
  });
  upstream.on('error', () => response.destroy());
  response.on('close', () => upstream.destroy());
  const text = await readAll(request);
  upstream.end(text && JSON.stringify(toConfigMap(JSON.parse(text))));
  const [answered] = (await once(upstream, 'response')) as [IncomingMessage];
  response.writeHead(answered.statusCode ?? 502, {
    'content-type': answered.headers['content-type'],
  });
  response.flushHeaders();
  // Each answer is one line, and so is each event of a watch.
  for await (const line of createInterface({ input: answered })) {
    response.write(`${translate(line)}\n`);
  }
  response.end();
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Also of a patch: what stands beside the metadata is kept as one text. */
function toConfigMap({ metadata, spec, status }: Record<string, unknown>) {
  return {
    metadata,
    ...(spec || status
      ? { data: { application: JSON.stringify({ spec, status }) } }
      : {}),
  };
}

/** What the real server says of one object. */
interface StoredObject {
  kind?: string;
  metadata?: object;
  data?: Record<string, string>;
}

/** A list, an event of a watch, or one object. */
interface Line extends StoredObject {
  items?: StoredObject[];
  type?: string;
  object?: StoredObject;
}

function translate(line: string): string {
  const value = JSON.parse(line) as Line;
  if (value.items) {
    return JSON.stringify({
      ...value,
      kind: 'ApplicationList',
      apiVersion: APPLICATIONS,
      items: value.items.filter(isOurs).map(toApplication),
    });
  }
  if (value.type && value.object) {
    return JSON.stringify({ ...value, object: toApplication(value.object) });
  }
  return JSON.stringify(toApplication(value));
}

function isOurs(value: StoredObject): boolean {
  return Boolean(value.data?.application);
}

function toApplication(value: StoredObject): unknown {
  if (value.kind === 'Status') {
    return value;
  }
  const { metadata, data } = value;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata,
    ...(data?.application && JSON.parse(data.application)),
  };
}
