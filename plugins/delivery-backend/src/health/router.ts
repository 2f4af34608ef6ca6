import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { deploymentsQuery, text, texts } from '../deployments/query';
import type { RouterOptions } from '../router';

/** Routes for measured health. */
export function createHealthRouter({
  httpAuth,
  health,
}: Pick<RouterOptions, 'httpAuth' | 'health'>): Router {
  const allow = ['user', 'service'] satisfies ('user' | 'service')[];
  const router = PromiseRouter();

  router.get('/health', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const { sort: _, ...filter } = deploymentsQuery(req);
    const asked = { ...filter, ids: texts(req, 'id') };
    res.json({ items: await health.list(asked, { credentials }) });
  });

  router.get('/deployments/:id/health', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const range = { from: text(req, 'from'), to: text(req, 'to') };
    res.json(await health.details(req.params.id, range, { credentials }));
  });

  return router;
}
