import express, { type Express } from 'express';
import type { Registry } from 'prom-client';
import { type Readiness, addHealth } from './health.js';
import { measureRequests } from './requestMetrics.js';

/** The endpoints for Kubernetes and Prometheus; the work comes by the bus. */
export function createApp(options: {
  registry: Registry;
  readiness: Readiness;
}): Express {
  const app = express().disable('x-powered-by');
  app.use(measureRequests(options.registry));
  addHealth(app, options);
  app.use((_, response) => {
    response.status(404).json({ error: 'There is nothing here' });
  });
  return app;
}
