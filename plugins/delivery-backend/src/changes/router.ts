import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { RouterOptions } from '../router';

/** Routes for changes of repositories. */
export function createChangesRouter({
  httpAuth,
  changes,
}: Pick<RouterOptions, 'httpAuth' | 'changes'>): Router {
  const allow = ['user', 'service'] satisfies ('user' | 'service')[];
  const router = PromiseRouter();

  router.get('/repositories', async (req, res) => {
    await httpAuth.credentials(req, { allow });
    res.json({ items: await changes.repositories() });
  });

  router.post('/changes', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const key = req.header('Idempotency-Key') ?? '';
    const caller = { credentials, request: req };
    res.status(201).json(await changes.make(req.body, key, caller));
  });

  router.post('/changes/plan', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    res.json(await changes.plan(req.body, { credentials, request: req }));
  });

  router.get('/changes/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    res.json(await changes.get(req.params.id, { credentials }));
  });

  return router;
}
