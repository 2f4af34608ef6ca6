import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { RouterOptions } from '../router';

/** Routes for who calls whom. */
export function createTrafficRouter({
  httpAuth,
  traffic,
}: Pick<RouterOptions, 'httpAuth' | 'traffic'>): Router {
  const router = PromiseRouter();

  router.get('/calls', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(await traffic.list({ credentials }));
  });

  return router;
}
