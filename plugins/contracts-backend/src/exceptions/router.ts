import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { audited } from '../http/audited';
import { publishedBy } from '../http/publishedBy';
import type { RouterOptions } from '../router';

/** Routes for rules, and for exceptions from them. */
export function createExceptionsRouter(options: RouterOptions): Router {
  const { httpAuth, auditor, authorizer, comparisons, exceptions } = options;
  const allow = ['user', 'service'] satisfies ('user' | 'service')[];
  const router = PromiseRouter();

  router.post('/compare', async (req, res) => {
    await httpAuth.credentials(req, { allow });
    res.json(await comparisons.compare(req.body));
  });

  router.get('/rules', async (req, res) => {
    await httpAuth.credentials(req, { allow });
    res.json({ items: comparisons.rules() });
  });

  router.get('/exceptions', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const [items, mayManage] = await Promise.all([
      exceptions.list({ credentials }),
      authorizer.mayExcept(credentials),
    ]);
    res.json({ items, mayManage });
  });

  router.post('/exceptions', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const caller = { credentials, createdBy: publishedBy(credentials) };
    const meta = { kind: req.body.kind, owner: req.body.owner };
    const made = await audited(
      { auditor, request: req, eventId: 'exception-create', meta },
      () => exceptions.create(req.body, caller),
    );
    res.status(201).json(made);
  });

  router.delete('/exceptions/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const { id } = req.params;
    const ended = await audited(
      { auditor, request: req, eventId: 'exception-end', meta: { id } },
      () => exceptions.end(id, { credentials }),
    );
    res.json(ended);
  });

  return router;
}
