import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { text } from '../deployments/query';
import type { RouterOptions } from '../router';

/** Routes for tenants. */
export function createTenantsRouter({
  httpAuth,
  tenants,
  tenantFiles,
  tenantSwitch,
}: Pick<
  RouterOptions,
  'httpAuth' | 'tenants' | 'tenantFiles' | 'tenantSwitch'
>): Router {
  const allow = ['user', 'service'] satisfies ('user' | 'service')[];
  const router = PromiseRouter();

  router.get('/room', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const filter = {
      environment: text(req, 'environment'),
      tenant: text(req, 'tenant'),
    };
    res.json(await tenants.room(filter, { credentials }));
  });

  router.get('/tenants', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const filter = { environment: text(req, 'environment') };
    res.json(await tenants.list(filter, { credentials }));
  });

  router.get('/tenants/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const filter = { environment: text(req, 'environment') };
    res.json(await tenants.get(req.params.name, filter, { credentials }));
  });

  router.get('/tenants/:name/files', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    res.json(await tenantFiles.get(req.params.name, { credentials }));
  });

  for (const kind of ['suspend', 'resume'] as const) {
    router.post(`/tenants/:name/${kind}/plan`, async (req, res) => {
      const credentials = await httpAuth.credentials(req, { allow });
      const caller = { credentials, request: req };
      const { name } = req.params;
      res.json(await tenantSwitch.plan(kind, name, req.body, caller));
    });

    router.post(`/tenants/:name/${kind}`, async (req, res) => {
      const credentials = await httpAuth.credentials(req, { allow });
      const key = req.header('Idempotency-Key') ?? '';
      const caller = { credentials, request: req };
      const { name } = req.params;
      const change = tenantSwitch.make(kind, name, req.body, key, caller);
      res.status(201).json(await change);
    });
  }

  return router;
}
