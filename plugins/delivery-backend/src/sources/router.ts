import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { RouterOptions } from '../router';

/** Routes for sources. */
export function createSourcesRouter(
  options: Pick<RouterOptions, 'httpAuth' | 'sources'>,
): Router {
  const { httpAuth, sources } = options;
  const router = PromiseRouter();

  router.get('/sources', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user', 'service'] });
    res.json({ items: await sources.list() });
  });

  return router;
}
