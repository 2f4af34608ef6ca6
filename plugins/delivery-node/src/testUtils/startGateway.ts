import { once } from 'node:events';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';

/**
 * Stands between an observer and its runtime: it counts requests, and can
 * fall silent without harm to the runtime.
 *
 * @public
 */
export interface Gateway {
  url: string;
  /** Requests so far, those of a silent time included. */
  requests(): number;
  /** Breaks all connections and refuses new ones. */
  silence(): Promise<void>;
  restore(): Promise<void>;
  stop(): Promise<void>;
}

/** @public */
export async function startGateway(target: {
  url: string;
  ca?: string;
}): Promise<Gateway> {
  let requests = 0;
  const listen = async (port: number) => {
    const server = createServer((request, response) => {
      requests++;
      forward(target, request, response);
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  let server: Server | undefined = await listen(0);
  const { port } = server.address() as AddressInfo;
  const silence = async () => {
    const closing = server;
    server = undefined;
    if (closing) {
      closing.close();
      closing.closeAllConnections();
      await once(closing, 'close');
    }
  };
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => requests,
    silence,
    restore: async () => {
      server ??= await listen(port);
    },
    stop: silence,
  };
}

function forward(
  target: { url: string; ca?: string },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const send = target.url.startsWith('https:') ? httpsRequest : httpRequest;
  const { host: _host, connection: _connection, ...headers } = request.headers;
  const upstream = send(
    `${target.url}${request.url}`,
    { method: request.method, headers, ca: target.ca, agent: false },
    answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      response.flushHeaders();
      answer.on('error', () => response.destroy());
      answer.pipe(response);
    },
  );
  upstream.on('error', () => response.destroy());
  response.on('close', () => upstream.destroy());
  request.pipe(upstream);
}
