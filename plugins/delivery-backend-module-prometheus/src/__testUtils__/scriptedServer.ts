import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request that a scripted server got. */
export interface Received {
  method: string;
  path: string;
  /** Parameters of the address, or of the form. */
  parameters: URLSearchParams;
  headers: IncomingMessage['headers'];
}

/** Answers one request. */
export type Script = (response: ServerResponse, received: Received) => void;

/** A server whose every answer a test decides. */
export async function startScriptedServer(script: Script) {
  const received: Received[] = [];
  const answer = { script };
  const server = createServer(async (request, response) => {
    response.on('error', () => undefined);
    const url = new URL(request.url ?? '', 'http://localhost');
    const body = await text(request);
    const one = {
      method: request.method ?? '',
      path: url.pathname,
      parameters:
        request.method === 'POST'
          ? new URLSearchParams(body)
          : url.searchParams,
      headers: request.headers,
    };
    received.push(one);
    answer.script(response, one);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    /** From now on it answers so. */
    become: (next: Script) => {
      answer.script = next;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** An answer in JSON. */
export function json(body: unknown, status = 200, headers = {}): Script {
  return response => {
    response.writeHead(status, {
      'content-type': 'application/json',
      ...headers,
    });
    response.end(JSON.stringify(body));
  };
}

/** An answer that is no JSON. */
export function page(body: string, status = 200): Script {
  return response => {
    response.writeHead(status, { 'content-type': 'text/html' });
    response.end(body);
  };
}

/** What a query gives that finds these series. */
export function vector(
  series: { metric: Record<string, string>; value: string }[] = [],
  extra = {},
  time = 1,
) {
  return {
    status: 'success',
    data: {
      resultType: 'vector',
      result: series.map(({ metric, value }) => ({
        metric,
        value: [time, value],
      })),
    },
    ...extra,
  };
}
