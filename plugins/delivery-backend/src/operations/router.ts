import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { RouterOptions } from '../router';
import { paging, text, texts } from '../deployments/query';
import type { OperationFilter } from './OperationStore';

/** Routes for operations. */
export function createOperationsRouter(options: RouterOptions): Router {
  const { httpAuth, operations } = options;
  const allow = ['user', 'service'] satisfies ('user' | 'service')[];
  const router = PromiseRouter();

  router.get('/operations', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const filter = {
      deploymentId: text(req, 'deploymentId'),
      entityRefs: texts(req, 'entityRef')?.map(ref => ref.toLowerCase()),
      state: text(req, 'state') as OperationFilter['state'],
    };
    res.json(
      await operations.list({ ...filter, ...paging(req) }, { credentials }),
    );
  });

  router.post('/operations', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const key = req.header('Idempotency-Key') ?? '';
    const caller = { credentials, request: req };
    res.status(202).json(await operations.start(req.body, key, caller));
  });

  router.get('/operations/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    res.json(await operations.get(req.params.id, { credentials }));
  });

  router.post('/operations/:id/stop', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const caller = { credentials, request: req };
    res.status(202).json(await operations.stop(req.params.id, caller));
  });

  return router;
}
