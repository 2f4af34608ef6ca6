import { once } from 'node:events';
import {
  type IncomingMessage,
  type ServerResponse,
  createServer,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** An Application that deploys a folder, as Argo CD would show it. */
export interface RunningApplication {
  name: string;
  namespace: string;
  repoURL: string;
  path: string;
  version: string;
}

function toApplication(app: RunningApplication) {
  const { name, namespace, repoURL, path, version } = app;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace, resourceVersion: '5' },
    spec: { source: { repoURL, path, targetRevision: 'main' } },
    status: {
      sync: { status: 'Synced' },
      health: { status: 'Healthy' },
      summary: { images: [`registry.example.org/app:${version}`] },
    },
  };
}

function forbid(response: ServerResponse) {
  response.writeHead(403, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ kind: 'Status', code: 403, message: 'no' }));
}

function list(
  response: ServerResponse,
  applications: readonly RunningApplication[],
) {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({
      kind: 'ApplicationList',
      metadata: { resourceVersion: '5' },
      items: applications.map(toApplication),
    }),
  );
}

/** A Kubernetes API that has some Applications, and counts who asks. */
export async function startCluster(
  applications: readonly RunningApplication[],
) {
  /** Namespaces that may not be read. */
  const forbidden = new Set<string>();
  const watches = new Map<ServerResponse, string>();
  let requests = 0;
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    requests++;
    const url = request.url ?? '';
    const namespace = /namespaces\/([^/]+)/.exec(url)?.[1] ?? '';
    if (forbidden.has(namespace)) {
      forbid(response);
    } else if (url.includes('watch=true')) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
      watches.set(response, namespace);
    } else {
      const there = applications.filter(
        app => !namespace || app.namespace === namespace,
      );
      list(response, there);
    }
  };
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    watches: () => watches.size,
    /** Takes a permission away, also from the watch that is open. */
    forbid: (namespace: string) => {
      forbidden.add(namespace);
      for (const [response, of] of watches) {
        if (of === namespace) {
          response.end();
        }
      }
    },
    allow: (namespace: string) => forbidden.delete(namespace),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
