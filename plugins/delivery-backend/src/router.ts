import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { json, type Router } from 'express';
import type { DefaultChangesService } from './changes/DefaultChangesService';
import type { DefaultHostsService } from './belongings/DefaultHostsService';
import type { DefaultRemovalsService } from './belongings/DefaultRemovalsService';
import { createBelongingsRouter } from './belongings/router';
import { createChangesRouter } from './changes/router';
import { createDeploymentsRouter } from './deployments/router';
import type { DefaultDeploymentsService } from './deployments/DefaultDeploymentsService';
import type { DefaultEnvironmentsService } from './environments/DefaultEnvironmentsService';
import type { EnvironmentEditor } from './environments/EnvironmentEditor';
import { createEnvironmentsRouter } from './environments/router';
import type { DefaultFilesService } from './files/DefaultFilesService';
import { createFilesRouter } from './files/router';
import type { DefaultHealthService } from './health/DefaultHealthService';
import { createHealthRouter } from './health/router';
import { openApiDocument } from './openapi/document';
import type { DefaultOperationsService } from './operations/DefaultOperationsService';
import { createOperationsRouter } from './operations/router';
import type { DefaultPreflightService } from './preflight/DefaultPreflightService';
import type { DefaultRevisionsService } from './revisions/DefaultRevisionsService';
import type { DefaultSourcesService } from './sources/DefaultSourcesService';
import { createSourcesRouter } from './sources/router';
import type { DefaultTrafficService } from './traffic/DefaultTrafficService';
import type { DefaultTenantFilesService } from './tenants/DefaultTenantFilesService';
import type { DefaultTenantsService } from './tenants/DefaultTenantsService';
import type { DefaultTenantSwitch } from './tenants/switching/DefaultTenantSwitch';
import { createTenantsRouter } from './tenants/router';
import { createTrafficRouter } from './traffic/router';
import type { DefaultUpgradesService } from './upgrades/DefaultUpgradesService';
import { createUpgradesRouter } from './upgrades/router';
import type { DefaultVersionsService } from './versions/DefaultVersionsService';

/** What the routes call. */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  environments: DefaultEnvironmentsService;
  environmentEditor: EnvironmentEditor;
  sources: DefaultSourcesService;
  deployments: DefaultDeploymentsService;
  revisions: DefaultRevisionsService;
  versions: DefaultVersionsService;
  preflight: DefaultPreflightService;
  operations: DefaultOperationsService;
  health: DefaultHealthService;
  tenants: DefaultTenantsService;
  tenantFiles: DefaultTenantFilesService;
  tenantSwitch: DefaultTenantSwitch;
  upgrades: DefaultUpgradesService;
  traffic: DefaultTrafficService;
  changes: DefaultChangesService;
  files: DefaultFilesService;
  hosts: DefaultHostsService;
  removals: DefaultRemovalsService;
}

const LARGEST_BODY = '16mb';

/** Mounts the routes behind the checks that the API document asks for. */
export function createRouter(options: RouterOptions): Router {
  const spec = openApiDocument as unknown as Parameters<
    typeof createValidatedOpenApiRouter
  >[0];
  const router = createValidatedOpenApiRouter(spec, {
    // A copied environment is hundreds of files.
    middleware: [json({ limit: LARGEST_BODY })],
    validatorOptions: {
      // Query values are text; the document says which of them are numbers.
      validateRequests: {
        coerceTypes: true,
        allowUnknownQueryParameters: false,
      },
      validateSecurity: false,
    },
  }) as unknown as Router;
  router.use(createEnvironmentsRouter(options));
  router.use(createSourcesRouter(options));
  router.use(createDeploymentsRouter(options));
  router.use(createOperationsRouter(options));
  router.use(createHealthRouter(options));
  router.use(createUpgradesRouter(options));
  router.use(createTenantsRouter(options));
  router.use(createTrafficRouter(options));
  router.use(createChangesRouter(options));
  router.use(createFilesRouter(options));
  router.use(createBelongingsRouter(options));
  return router;
}
