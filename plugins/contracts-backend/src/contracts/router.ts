import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { entityOf, paging, text } from '../http/request';
import type { RouterOptions } from '../router';

/** Routes for integration points. */
export function createContractsRouter(options: RouterOptions): Router {
  const { httpAuth, contracts, components, consumers } = options;
  const allow = ['user', 'service'] satisfies ('user' | 'service')[];
  const router = PromiseRouter();

  router.get('/contracts', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const filter = {
      ...{ group: text(req, 'group'), owner: text(req, 'owner') },
      ...{ state: text(req, 'state'), gap: text(req, 'gap') },
      search: text(req, 'q'),
    };
    res.json(await contracts.list(filter, paging(req), { credentials }));
  });

  router.get('/contracts/:kind/:namespace/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    res.json(await contracts.get(entityOf(req), { credentials }));
  });

  router.get(
    '/contracts/:kind/:namespace/:name/consumers',
    async (req, res) => {
      const credentials = await httpAuth.credentials(req, { allow });
      const version = text(req, 'version');
      const caller = { credentials };
      res.json(await consumers.list(entityOf(req), version, caller));
    },
  );

  router.get('/components/:kind/:namespace/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    res.json(await components.get(entityOf(req), { credentials }));
  });

  router.get('/governance', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    res.json(await contracts.governance({ credentials }));
  });

  return router;
}
