import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { RouterOptions } from '../router';

/** Routes for stages and sources. */
export function createSourcesRouter(
  options: Pick<RouterOptions, 'httpAuth' | 'environments' | 'sources'>,
): Router {
  const { httpAuth, environments, sources } = options;
  const router = PromiseRouter();

  router.get('/environments', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json({ items: await environments.list({ credentials }) });
  });

  router.get('/sources', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user', 'service'] });
    res.json({ items: await sources.list() });
  });

  return router;
}
