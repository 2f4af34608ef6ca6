import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { Registry, collectDefaultMetrics } from 'prom-client';
import { createApp } from './app.js';
import { Readiness } from './health.js';
import { runServer, stopOnSignals } from './runServer.js';
import { numberOf, textOf } from './settings.js';

const log = pino({ level: textOf(process.env, 'LOG_LEVEL', 'info') });
const registry = new Registry();
collectDefaultMetrics({ register: registry });
const readiness = new Readiness([]);

const server = await runServer({
  app: createApp({
    log,
    registry,
    readiness,
    pages: fileURLToPath(new URL('public', import.meta.url)),
    apiUrl: textOf(process.env, 'API_URL', ''),
  }),
  port: numberOf(process.env, 'PORT', 8080),
  log,
  readiness,
  close: async () => {},
});
stopOnSignals(server, log);
