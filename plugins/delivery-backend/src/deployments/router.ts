import type { Router } from 'express';
import type { NamedKind } from '@slipway/backstage-plugin-delivery-common';
import PromiseRouter from 'express-promise-router';
import type { RouterOptions } from '../router';
import { deploymentsQuery, paging, text } from './query';

/** Routes for deployments, their history and the checks before a change. */
export function createDeploymentsRouter(options: RouterOptions): Router {
  const { httpAuth, deployments, revisions, versions, preflight } = options;
  const allow = ['user', 'service'] satisfies ('user' | 'service')[];
  const router = PromiseRouter();

  router.get('/deployments', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const request = { ...deploymentsQuery(req), ...paging(req) };
    res.json(await deployments.list(request, { credentials }));
  });

  router.get('/names', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const kind = text(req, 'kind') as NamedKind;
    res.json({ items: await deployments.names(kind, { credentials }) });
  });

  router.get('/deployments/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    res.json(await deployments.get(req.params.id, { credentials }));
  });

  router.get('/deployments/:id/revisions', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    res.json(await revisions.list(req.params.id, paging(req), { credentials }));
  });

  router.get('/deployments/:id/versions', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const deployment = await deployments.get(req.params.id, { credentials });
    res.json({ items: await versions.forDeployment(deployment) });
  });

  router.post('/deployments/:id/preflight', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const answer = await preflight.run(req.params.id, req.body, {
      credentials,
      refresh: true,
    });
    res.json(answer);
  });

  return router;
}
