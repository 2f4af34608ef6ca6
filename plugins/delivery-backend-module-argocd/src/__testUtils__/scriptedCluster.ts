import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { RecordingSink } from '@slipway/backstage-plugin-delivery-node/testUtils';
import type { ArgoCdClusterConfig } from '../config/readArgoCdConfig';
import { clusterConfig } from './clusterConfig';
import {
  ArgoCdRuntimeObserver,
  type ArgoCdTimings,
} from '../observer/ArgoCdRuntimeObserver';

/** Answers one request of an observer. */
export type Answer = (
  response: ServerResponse,
  request: IncomingMessage,
) => void;

/** A cluster whose every answer a test decides. */
export async function startScriptedCluster(script: {
  list: Answer[];
  watch: Answer[];
  patch?: Answer;
}) {
  const requests: string[] = [];
  const next = (answers: Answer[]) =>
    answers.length > 1 ? answers.shift()! : answers[0];
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    requests.push(`${request.method} ${url}`);
    response.on('error', () => undefined);
    if (request.method === 'PATCH') {
      script.patch?.(response, request);
    } else if (url.includes('watch=true')) {
      next(script.watch)(response, request);
    } else {
      next(script.list)(response, request);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

export function json(status: number, body: unknown): Answer {
  return response => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
}

export function statusObject(code: number, message: string): Answer {
  return json(code, { kind: 'Status', status: 'Failure', message, code });
}

export function list(
  names: string[],
  resourceVersion: string,
  next?: string,
): Answer {
  return json(200, {
    kind: 'ApplicationList',
    metadata: { resourceVersion, continue: next },
    items: names.map(name => application(name, '1')),
  });
}

/** A watch that says something and then stays open, or ends. */
export function watch(
  lines: unknown[],
  end: 'open' | 'end' | 'drop' = 'open',
): Answer {
  return response => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    for (const line of lines) {
      response.write(
        `${typeof line === 'string' ? line : JSON.stringify(line)}\n`,
      );
    }
    if (end === 'end') {
      response.end();
    } else if (end === 'drop') {
      setImmediate(() => response.destroy());
    }
  };
}

export function application(
  name: string,
  resourceVersion: string,
  namespace = 'argocd',
) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace, resourceVersion },
    spec: {
      source: { repoURL: 'https://git.example.org/a.git', path: name },
    },
    status: { health: { status: 'Healthy' } },
  };
}

export function bookmark(resourceVersion: string) {
  return {
    type: 'BOOKMARK',
    object: { kind: 'Application', metadata: { resourceVersion } },
  };
}

/** An observer of a scripted cluster, as configured for a test. */
export function observerOptions(
  url: string,
  cluster: Partial<ArgoCdClusterConfig> = {},
  timings: Partial<ArgoCdTimings> = {},
) {
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  return {
    logger,
    timings: { firstBackoffMs: 10, maxBackoffMs: 40, ...timings },
    cluster: clusterConfig({
      connection: { url, token: 'secret', skipTlsVerify: false },
      requestTimeoutMs: 300,
      ...cluster,
    }),
  };
}

/** Lets an observer work into a sink that remembers. */
export function record(observer: ArgoCdRuntimeObserver) {
  const sink = new RecordingSink();
  const controller = new AbortController();
  const ended = observer.observe(sink, controller.signal);
  return {
    observer,
    sink,
    cause: () => sink.of('silent')[0]?.cause,
    stop: async () => {
      controller.abort();
      await ended;
      await observer.close();
    },
  };
}

/** An impatient observer at work. */
export function observe(...args: Parameters<typeof observerOptions>) {
  const options = observerOptions(...args);
  const { logger } = options;
  return { ...record(ArgoCdRuntimeObserver.create(options)), logger };
}
