import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { OperationRequest } from '@slipway/backstage-plugin-delivery-common';
import type { DefaultDeploymentsService } from '../deployments/DefaultDeploymentsService';
import type { DefaultHealthService } from '../health/DefaultHealthService';
import type { DefaultOperationsService } from '../operations/DefaultOperationsService';
import type { DefaultPreflightService } from '../preflight/DefaultPreflightService';
import type { DefaultVersionsService } from '../versions/DefaultVersionsService';

/** What the actions call: the same services as the routes. */
export interface ActionServices {
  deployments: DefaultDeploymentsService;
  versions: DefaultVersionsService;
  preflight: DefaultPreflightService;
  operations: DefaultOperationsService;
  health: DefaultHealthService;
}

const MAX_ITEMS = 200;

function registerListDeployments(
  registry: ActionsRegistryService,
  services: ActionServices,
) {
  registry.register({
    name: 'list-deployments',
    title: 'List deployments',
    description:
      'What version of a component runs in which environment, since when, by whom, and whether it is in sync and healthy. An unknown health is not a good one.',
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .optional()
            .describe('For example component:default/payments'),
          environment: z.string().optional(),
        }),
      output: z =>
        z.object({ deployments: z.array(z.record(z.string(), z.any())) }),
    },
    attributes: { readOnly: true, destructive: false, idempotent: true },
    action: async ({ input, credentials }) => {
      const page = await services.deployments.list(
        {
          entityRefs: input.entityRef
            ? [input.entityRef.toLowerCase()]
            : undefined,
          environments: input.environment ? [input.environment] : undefined,
          limit: MAX_ITEMS,
        },
        { credentials },
      );
      return { output: { deployments: page.items.map(item => ({ ...item })) } };
    },
  });
}

function registerPreflight(
  registry: ActionsRegistryService,
  services: ActionServices,
) {
  registry.register({
    name: 'preflight-rollback',
    title: 'Check a rollback',
    description:
      'What putting a version back would change and whether it is safe. Changes nothing. Without a version it gives the versions that can be gone back to.',
    schema: {
      input: z =>
        z.object({ deploymentId: z.string(), version: z.string().optional() }),
      output: z =>
        z.object({
          versions: z.array(z.record(z.string(), z.any())).optional(),
          preflight: z.record(z.string(), z.any()).optional(),
        }),
    },
    attributes: { readOnly: true, destructive: false, idempotent: true },
    action: async ({ input, credentials }) => {
      const deployment = await services.deployments.get(input.deploymentId, {
        credentials,
      });
      if (!input.version) {
        const versions = await services.versions.forDeployment(deployment);
        return { output: { versions: versions.map(item => ({ ...item })) } };
      }
      const { version = '', commit } = deployment.desired;
      const preflight = await services.preflight.run(
        deployment.id,
        { version: input.version, expected: { version, commit } },
        { credentials, refresh: true },
      );
      return { output: { preflight: { ...preflight } } };
    },
  });
}

/** What an agent has to say to begin a rollback. */
interface RollbackInput {
  deploymentId: string;
  version: string;
  expectedVersion: string;
  expectedCommit: string;
  reason: string;
  idempotencyKey: string;
  accept?: string[];
}

function toRequest(input: RollbackInput): OperationRequest {
  const { deploymentId, version, reason, accept } = input;
  const expected = {
    version: input.expectedVersion,
    commit: input.expectedCommit,
  };
  return { type: 'rollback', deploymentId, version, expected, reason, accept };
}

function registerRollback(
  registry: ActionsRegistryService,
  services: ActionServices,
) {
  registry.register({
    name: 'rollback-deployment',
    title: 'Roll back a deployment',
    description:
      'Puts an earlier version back by one commit. Needs the version and commit that were seen, and a reason. The same idempotencyKey never begins it twice.',
    schema: {
      input: z =>
        z.object({
          ...{ deploymentId: z.string(), version: z.string() },
          expectedVersion: z
            .string()
            .describe('desired.version as it was seen'),
          expectedCommit: z.string().describe('desired.commit as it was seen'),
          ...{ reason: z.string(), idempotencyKey: z.string().min(8) },
          accept: z.array(z.string()).optional(),
        }),
      output: z => z.object({ operation: z.record(z.string(), z.any()) }),
    },
    attributes: { readOnly: false, destructive: true, idempotent: true },
    action: async ({ input, credentials }) => {
      const operation = await services.operations.start(
        toRequest(input),
        input.idempotencyKey,
        { credentials },
      );
      return { output: { operation: { ...operation } } };
    },
  });
}

function registerGetOperation(
  registry: ActionsRegistryService,
  services: ActionServices,
) {
  registry.register({
    name: 'get-operation',
    title: 'Follow an operation',
    description: 'Where a rollback is, step by step, and how it ended.',
    schema: {
      input: z => z.object({ operationId: z.string() }),
      output: z => z.object({ operation: z.record(z.string(), z.any()) }),
    },
    attributes: { readOnly: true, destructive: false, idempotent: true },
    action: async ({ input, credentials }) => {
      const operation = await services.operations.get(input.operationId, {
        credentials,
      });
      return { output: { operation: { ...operation } } };
    },
  });
}

function registerGetHealth(
  registry: ActionsRegistryService,
  services: ActionServices,
) {
  registry.register({
    name: 'get-health',
    title: 'Get measured health',
    description:
      'How healthy the deployments of a component are, as measured: failed requests and latency now against the hour before the version went live, error budgets and alerts. Only the status healthy was measured within its limits; every other one is trouble or not known.',
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('For example component:default/payments'),
          environment: z.string().optional(),
        }),
      output: z => z.object({ health: z.array(z.record(z.string(), z.any())) }),
    },
    attributes: { readOnly: true, destructive: false, idempotent: true },
    action: async ({ input, credentials }) => {
      const health = await services.health.list(
        {
          entityRefs: [input.entityRef.toLowerCase()],
          environments: input.environment ? [input.environment] : undefined,
        },
        { credentials },
      );
      return { output: { health: health.map(item => ({ ...item })) } };
    },
  });
}

/**
 * Offers the services to agents. Who may do what is decided by the services,
 * for each entity.
 */
export function registerActions(
  registry: ActionsRegistryService,
  services: ActionServices,
) {
  registerListDeployments(registry, services);
  registerPreflight(registry, services);
  registerRollback(registry, services);
  registerGetOperation(registry, services);
  registerGetHealth(registry, services);
}
