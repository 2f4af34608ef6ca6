import { InputError } from '@backstage/errors';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { audited } from '../http/audited';
import { entityOf, text } from '../http/request';
import type { RouterOptions } from '../router';
import type { WhatIf } from './DefaultMatrixService';

function whatIfOf(req: Request): WhatIf | undefined {
  const [component, version] = [text(req, 'component'), text(req, 'version')];
  if (component && version) return { component, version };
  if (component || version) {
    throw new InputError('component and version are given together.');
  }
  return undefined;
}

/** Routes that decide: may it go live, does it fit, what is needed. */
export function createJudgeRouter(options: RouterOptions): Router {
  const { httpAuth, auditor, authorizer, canI, matrix, needs } = options;
  const allow = ['user', 'service'] satisfies ('user' | 'service')[];
  const router = PromiseRouter();

  router.post('/can-i', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    res.json(await canI.ask(req.body, { credentials }));
  });

  router.get('/matrix', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const environment = text(req, 'environment')!;
    const whatIf = whatIfOf(req);
    res.json(await matrix.matrix(environment, whatIf, { credentials }));
  });

  router.post(
    '/consumers/:kind/:namespace/:name/versions',
    async (req, res) => {
      const credentials = await httpAuth.credentials(req, { allow });
      const entityRef = entityOf(req);
      const meta = { entityRef, version: req.body.version };
      const result = await audited(
        { auditor, request: req, eventId: 'needs-publish', meta },
        async () => {
          await authorizer.assertPublishable(entityRef, credentials);
          return needs.publish(entityRef, req.body);
        },
      );
      res.status(result.created ? 201 : 200).json(result);
    },
  );

  return router;
}
