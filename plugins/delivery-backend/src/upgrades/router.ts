import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { RouterOptions } from '../router';

/** Routes for upgrades in waves. */
export function createUpgradesRouter({
  httpAuth,
  upgrades,
}: Pick<RouterOptions, 'httpAuth' | 'upgrades'>): Router {
  const allow = ['user', 'service'] satisfies ('user' | 'service')[];
  const router = PromiseRouter();

  router.get('/upgrades', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    res.json({ items: await upgrades.list({ credentials }) });
  });

  router.post('/upgrades', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const key = req.header('Idempotency-Key') ?? '';
    const caller = { credentials, request: req };
    res.status(201).json(await upgrades.plan(req.body, key, caller));
  });

  router.get('/upgrades/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    res.json(await upgrades.get(req.params.id, { credentials }));
  });

  for (const act of ['start', 'stop', 'abandon'] as const) {
    router.post(`/upgrades/:id/${act}`, async (req, res) => {
      const credentials = await httpAuth.credentials(req, { allow });
      const caller = { credentials, request: req };
      res
        .status(202)
        .json(await upgrades.act(act, req.params.id, caller, req.body));
    });
  }

  return router;
}
