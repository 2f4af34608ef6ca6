import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  FormsSettings,
  SealingKey,
} from '@slipway/backstage-plugin-delivery-common';
import express, { type Request, type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { ContractsClient } from '../clients/ContractsClient';
import type { DeliveryClient } from '../clients/DeliveryClient';
import type { ActionsConfig } from '../config/readActionsConfig';
import { checkName } from '../names/checkName';
import { previewRemoval } from '../removals/previewRemoval';
import { loadCertificate, readCertificate } from '../sealing/readCertificate';
import { NameQuery, parseRequest, PreviewBody, RemovalBody } from './schema';
import type { TemplatePreviewer } from './TemplatePreviewer';

/** What the routes call. */
export interface FormsRouterOptions {
  httpAuth: HttpAuthService;
  settings: FormsSettings;
  delivery: DeliveryClient;
  contracts: ContractsClient;
  catalog: CatalogService;
  config: ActionsConfig;
  previewer: TemplatePreviewer;
}

const LARGEST_BODY = '4mb';

/** Aborted when nobody waits for the answer any more. */
function signalOf(req: Request): AbortSignal {
  const controller = new AbortController();
  req.res?.once('close', () => controller.abort());
  return controller.signal;
}

/** The key of a cluster's certificate. @throws NotFoundError */
async function sealingKey(
  cluster: string,
  { sealing }: ActionsConfig,
  signal: AbortSignal,
): Promise<SealingKey> {
  if (!sealing.clusters.some(({ name }) => name === cluster)) {
    throw new NotFoundError(
      `The cluster '${cluster}' is not among scaffolder.delivery.sealedSecrets.clusters.`,
    );
  }
  const pem = await loadCertificate(
    ...([{ cluster }, sealing, { workspacePath: '', signal }] as const),
  );
  const { publicKey, validTo } = readCertificate(pem);
  return {
    cluster,
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    validUntil: new Date(validTo).toISOString(),
  };
}

/** Routes for what forms ask while they are filled in. */
export function createFormsRouter(options: FormsRouterOptions): Router {
  const { httpAuth, settings, config, previewer } = options;
  const allow = ['user', 'service'] satisfies ('user' | 'service')[];
  const router = PromiseRouter();

  router.get('/delivery/v1/settings', async (req, res) => {
    await httpAuth.credentials(req, { allow });
    res.json(settings);
  });

  router.get('/delivery/v1/names', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const asked = parseRequest(NameQuery, req.query);
    const signal = signalOf(req);
    res.json(await checkName(options, asked, { credentials, signal }));
  });

  router.get('/delivery/v1/sealing-keys/:cluster', async (req, res) => {
    await httpAuth.credentials(req, { allow });
    res.json(await sealingKey(req.params.cluster, config, signalOf(req)));
  });

  router.post(
    '/delivery/v1/previews',
    express.json({ limit: LARGEST_BODY }),
    async (req, res) => {
      const credentials = await httpAuth.credentials(req, { allow });
      const asked = parseRequest(PreviewBody, req.body);
      const signal = signalOf(req);
      res.json(await previewer.preview(asked, { credentials, signal }));
    },
  );

  router.post('/delivery/v1/removals', express.json(), async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow });
    const asked = parseRequest(RemovalBody, req.body);
    const signal = signalOf(req);
    res.json(await previewRemoval(options, asked, { credentials, signal }));
  });

  return router;
}
