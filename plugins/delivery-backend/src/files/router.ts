import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { RouterOptions } from '../router';

/** Routes for texts of a repository. */
export function createFilesRouter({
  httpAuth,
  files,
}: Pick<RouterOptions, 'httpAuth' | 'files'>): Router {
  const allow = ['user', 'service'] satisfies ('user' | 'service')[];
  const router = PromiseRouter();

  router.get('/deployments/:id/files', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    res.json(await files.ofDeployment(req.params.id, { credentials }));
  });

  router.get('/changes/:id/files', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    res.json(await files.ofChange(req.params.id, { credentials }));
  });

  return router;
}
