import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import type { Logger } from 'pino';
import type { Readiness } from './health.js';

/** What a process needs to run until it is told to end. */
export interface ServerOptions {
  app: Express;
  port: number;
  log: Logger;
  readiness: Readiness;
  /** Ends connections, once no request uses them. */
  close(): Promise<void>;
}

/** A server that listens. */
export interface RunningServer {
  port: number;
  /** Takes no more requests, finishes those it has, and closes. */
  stop(): Promise<void>;
}

/** Starts to listen. */
export async function runServer({
  app,
  port,
  log,
  readiness,
  close,
}: ServerOptions): Promise<RunningServer> {
  const server = createServer(app);
  server.listen(port);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  log.info({ port: address.port }, 'listening');
  return {
    port: address.port,
    async stop() {
      readiness.end();
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      await closed;
      await close();
      log.info('stopped');
    },
  };
}

/** Ends the process in order when it is told to. */
export function stopOnSignals(server: RunningServer, log: Logger) {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'stopping');
      server.stop().catch((error: unknown) => {
        log.error({ err: error }, 'did not stop in order');
        process.exitCode = 1;
      });
    });
  }
}
