import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { json, type Router } from 'express';
import type { DefaultComparisonsService } from './comparisons/DefaultComparisonsService';
import type { DefaultComponentContractsService } from './contracts/DefaultComponentContractsService';
import type { DefaultContractsService } from './contracts/DefaultContractsService';
import { createContractsRouter } from './contracts/router';
import type { DefaultExceptionsService } from './exceptions/DefaultExceptionsService';
import { createExceptionsRouter } from './exceptions/router';
import type { DefaultCanIService } from './judge/DefaultCanIService';
import type { DefaultConsumersService } from './judge/DefaultConsumersService';
import type { DefaultMatrixService } from './judge/DefaultMatrixService';
import { createJudgeRouter } from './judge/router';
import type { DefaultNeedsService } from './needs/DefaultNeedsService';
import { openApiDocument } from './openapi/document';
import type { ContractAuthorizer } from './permissions/ContractAuthorizer';
import type { DefaultPublishingService } from './versions/DefaultPublishingService';
import type { DefaultVersionsService } from './versions/DefaultVersionsService';
import { createVersionsRouter } from './versions/router';

/** What the routes call. */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  authorizer: ContractAuthorizer;
  comparisons: DefaultComparisonsService;
  components: DefaultComponentContractsService;
  contracts: DefaultContractsService;
  consumers: DefaultConsumersService;
  matrix: DefaultMatrixService;
  canI: DefaultCanIService;
  exceptions: DefaultExceptionsService;
  needs: DefaultNeedsService;
  publishing: DefaultPublishingService;
  versions: DefaultVersionsService;
  /** Bytes of the text of one document. */
  largest: number;
}

/** Two documents and what JSON makes of their line ends and quotes. */
const BODY_FACTOR = 3;

/** Mounts the routes behind the checks that the API document asks for. */
export function createRouter(options: RouterOptions): Router {
  const spec = openApiDocument as unknown as Parameters<
    typeof createValidatedOpenApiRouter
  >[0];
  const router = createValidatedOpenApiRouter(spec, {
    middleware: [json({ limit: BODY_FACTOR * options.largest })],
    validatorOptions: {
      // Query values are text; the document says which of them are numbers.
      validateRequests: {
        coerceTypes: true,
        allowUnknownQueryParameters: false,
      },
      validateSecurity: false,
    },
  }) as unknown as Router;
  router.use(createContractsRouter(options));
  router.use(createVersionsRouter(options));
  router.use(createJudgeRouter(options));
  router.use(createExceptionsRouter(options));
  return router;
}
