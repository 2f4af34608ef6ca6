import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { audited } from '../http/audited';
import { publishedBy } from '../http/publishedBy';
import { entityOf, text } from '../http/request';
import type { RouterOptions } from '../router';

const VERSIONS = '/contracts/:kind/:namespace/:name/versions';

/** Routes for versions of contracts. */
export function createVersionsRouter(options: RouterOptions): Router {
  const { httpAuth, auditor, authorizer, versions, contracts, publishing } =
    options;
  const allow = ['user', 'service'] satisfies ('user' | 'service')[];
  const router = PromiseRouter();

  router.get(VERSIONS, async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    res.json({ items: await versions.list(entityOf(req), { credentials }) });
  });

  router.post(VERSIONS, async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const entityRef = entityOf(req);
    const meta = { entityRef, version: req.body.version };
    const result = await audited(
      { auditor, request: req, eventId: 'version-publish', meta },
      async () => {
        // Nobody owns what is not there yet; that it is not is answered below.
        if (await publishing.isKnown(entityRef)) {
          await authorizer.assertPublishable(entityRef, credentials);
        }
        const by = { publishedBy: publishedBy(credentials) };
        return publishing.publish(entityRef, req.body, by);
      },
    );
    const { version } = result;
    const stands = req.body.dryRun
      ? undefined
      : await contracts.liveState(entityRef, version, { credentials });
    res.status(result.created ? 201 : 200).json({ ...result, stands });
  });

  router.get(`${VERSIONS}/:version`, async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const { version } = req.params;
    res.json(await versions.get(entityOf(req), version, { credentials }));
  });

  router.get('/contracts/:kind/:namespace/:name/compare', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const pair = { from: text(req, 'from')!, to: text(req, 'to')! };
    res.json(await versions.compare(entityOf(req), pair, { credentials }));
  });

  return router;
}
