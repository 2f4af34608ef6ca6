import express, {
  type ErrorRequestHandler,
  type Express,
  type RequestHandler,
} from 'express';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { type Readiness, addHealth } from './health.js';
import { measureRequests } from './requestMetrics.js';

/** What the page is served with. */
export interface AppOptions {
  log: Logger;
  registry: Registry;
  readiness: Readiness;
  /** Folder with what was built of `web`. */
  pages: string;
  /** Where the page asks for its data; its own address when empty. */
  apiUrl: string;
}

const YEAR = 365 * 24 * 60 * 60 * 1000;

/** The page runs its own scripts only, and asks for data at one place. */
function protect(apiUrl: string): RequestHandler {
  const from = ["'self'", apiUrl && new URL(apiUrl).origin];
  const policy = [
    "default-src 'self'",
    `connect-src ${from.filter(Boolean).join(' ')}`,
    "base-uri 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
  return (_, response, next) => {
    response.set({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
    });
    next();
  };
}

function toErrors(log: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = error.status ?? 500;
    if (status >= 500) {
      log.error({ err: error, path: request.path }, 'a request failed');
    }
    response.status(status).send('It failed here; try again later');
  };
}

/** The server of the page, without its port. */
export function createApp(options: AppOptions): Express {
  const { log, registry, readiness, pages, apiUrl } = options;
  const app = express().disable('x-powered-by');
  app.use(measureRequests(registry));
  addHealth(app, { readiness, registry });
  app.use(protect(apiUrl));

  app.get('/settings.json', (_, response) => {
    response.set('cache-control', 'no-store').json({ apiUrl });
  });
  // Their names hold a digest, so that they never change.
  app.get('/assets/*path', (request, response) => {
    const options = { root: pages, maxAge: YEAR, immutable: true };
    response.sendFile(request.path, options);
  });
  app.get('/{*path}', (request, response) => {
    if (/\.\w+$/.test(request.path)) {
      response.sendFile(request.path, { root: pages });
      return;
    }
    // Any other address is one of the page itself, which is asked for anew each time.
    response.set('cache-control', 'no-cache');
    response.sendFile('index.html', { root: pages });
  });
  app.use(toErrors(log));
  return app;
}
