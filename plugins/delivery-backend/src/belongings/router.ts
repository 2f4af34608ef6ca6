import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { RouterOptions } from '../router';

/** Routes for what folders own. */
export function createBelongingsRouter({
  httpAuth,
  hosts,
  removals,
}: Pick<RouterOptions, 'httpAuth' | 'hosts' | 'removals'>): Router {
  const allow = ['user', 'service'] satisfies ('user' | 'service')[];
  const router = PromiseRouter();

  router.post('/removals/plan', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    res.json(await removals.plan(req.body, { credentials }));
  });

  router.get('/hosts', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    res.json(await hosts.check(String(req.query.name), { credentials }));
  });

  return router;
}
