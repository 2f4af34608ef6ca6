import type { RequestHandler } from 'express';
import { Histogram, type Registry } from 'prom-client';

const UNCOUNTED = ['/healthz', '/readyz', '/metrics'];

/**
 * Measures requests, by the pattern of the route: paths would make a time
 * series of each id. Probes are left out, since nobody waits for them.
 */
export function measureRequests(registry: Registry): RequestHandler {
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long requests took',
    labelNames: ['method', 'route', 'status_code'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return (request, response, next) => {
    const end = durations.startTimer();
    response.once('finish', () => {
      if (!UNCOUNTED.includes(request.path)) {
        end({
          method: request.method,
          route: request.route?.path ?? 'unknown',
          status_code: String(response.statusCode),
        });
      }
    });
    next();
  };
}
