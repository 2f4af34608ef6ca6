import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { RouterOptions } from '../router';

/** Routes for environments. */
export function createEnvironmentsRouter({
  httpAuth,
  environments,
  environmentEditor: editor,
}: Pick<
  RouterOptions,
  'httpAuth' | 'environments' | 'environmentEditor'
>): Router {
  const router = PromiseRouter();
  const callerOf = async (
    request: Parameters<typeof httpAuth.credentials>[0],
  ) => ({
    credentials: await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
    request,
  });

  router.get('/environments', async (req, res) => {
    res.json(await environments.list(await callerOf(req)));
  });

  router.get('/environments/:name', async (req, res) => {
    res.json(await editor.get(req.params.name, await callerOf(req)));
  });

  router.post('/environments/:name/prolong/plan', async (req, res) => {
    const caller = await callerOf(req);
    res.json(await editor.planProlong(req.params.name, req.body, caller));
  });

  router.post('/environments/:name/prolong', async (req, res) => {
    const caller = await callerOf(req);
    const key = req.header('Idempotency-Key') ?? '';
    const { name } = req.params;
    res.status(201).json(await editor.prolong(name, req.body, key, caller));
  });

  router.post('/environments/:name/end/plan', async (req, res) => {
    const caller = await callerOf(req);
    res.json(await editor.planEnd(req.params.name, req.body, caller));
  });

  router.post('/environments/:name/end', async (req, res) => {
    const caller = await callerOf(req);
    const key = req.header('Idempotency-Key') ?? '';
    const { name } = req.params;
    res.status(201).json(await editor.end(name, req.body, key, caller));
  });

  return router;
}
