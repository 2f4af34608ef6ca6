import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  ChangeRequest,
  Deployment,
  Preflight,
} from '@slipway/backstage-plugin-delivery-common';
import {
  applyPlanned,
  changeOutputs,
  type PlannedChange,
} from '../changes/applyChange';
import { applyLines } from '../changes/applyLines';
import { askContracts } from '../changes/askContracts';
import { reasonOf } from '../changes/reasonOf';
import { findDeployment } from '../places/findDeployment';
import { changeInput, describePlace, placeInput } from '../places/placeInput';
import { deliveryDeploymentPromoteExamples } from './deliveryDeploymentPromote.examples';
import type { ActionDependencies, StepContext, Zod } from './types';

const { component, tenant, cluster, environment } = placeInput;

const promoteInput = {
  ...{ component, tenant, cluster },
  from: environment,
  to: environment,
  toTenant: (z: Zod) =>
    z.string().optional().describe('Tenant it goes to; the same by default'),
  version: (z: Zod) =>
    z.string().optional().describe('The version that runs in from, by default'),
  acceptUnknown: (z: Zod) =>
    z
      .boolean()
      .optional()
      .describe('Go on when contracts or other checks could not tell'),
  ...changeInput,
};

interface Promotion {
  component: string;
  from: string;
  to: string;
  tenant?: string;
  toTenant?: string;
  cluster?: string;
  repository?: string;
  version?: string;
  reason?: string;
  acceptUnknown?: boolean;
}

function liveVersionOf(source: Deployment): string {
  const { live } = source;
  if (!live.version || live.stale) {
    throw new ConflictError(
      `It is not known what runs of ${describePlace(source)}${live.staleCause ? `: ${live.staleCause}` : ''}; name the version to promote.`,
    );
  }
  return live.version;
}

/** @throws ConflictError with what is in the way, or could not be told and is not accepted */
function assertPasses({ checks }: Preflight, acceptUnknown = false) {
  const words = (status: Preflight['status']) =>
    checks
      .filter(check => check.status === status)
      .map(({ message }) => message)
      .join(' ');
  const blocks = words('block');
  if (blocks) throw new ConflictError(blocks);
  const unknown = words('unknown');
  if (unknown && !acceptUnknown) {
    throw new ConflictError(
      `Some checks could not tell: ${unknown} Set acceptUnknown to go on all the same.`,
    );
  }
}

type Dependencies = Pick<ActionDependencies, 'delivery' | 'contracts'>;

async function versionOf(
  deps: Dependencies,
  ctx: StepContext,
  input: Promotion,
) {
  const { delivery } = deps;
  if (input.version) return input.version;
  const credentials = await ctx.getInitiatorCredentials();
  const place = { ...input, environment: input.from };
  const options = { credentials, signal: ctx.signal };
  return liveVersionOf(await findDeployment(delivery, place, options));
}

/** The request; none when the version is there already. */
async function plan(
  deps: Dependencies,
  ctx: StepContext,
  input: Promotion,
): Promise<PlannedChange<{ version: string; repository: string }>> {
  const { delivery, contracts } = deps;
  const credentials = await ctx.getInitiatorCredentials();
  const options = { credentials, signal: ctx.signal };
  const version = await versionOf(deps, ctx, input);
  const target = await findDeployment(
    delivery,
    {
      ...{ ...input, environment: input.to },
      tenant: input.toTenant ?? input.tenant,
    },
    options,
  );
  const { repository, desired } = target;
  const about = { version, repository };
  if (desired.version === version) return { about };
  await askContracts(
    ...([ctx, contracts] as const),
    {
      ...{ component: target.entityRef, version, action: 'promote' },
      ...{ environment: target.environment, tenant: target.tenant },
    },
    input.acceptUnknown,
  );
  const expected = { version: desired.version ?? '', commit: desired.commit };
  const preflight = await delivery.preflight(
    ...([target.id, { version, expected, type: 'upgrade' }, options] as const),
  );
  assertPasses(preflight, input.acceptUnknown);
  const found = await delivery.files(target.id, options);
  const request: ChangeRequest = {
    ...{ repository, kind: 'update', base: found.commit },
    files: applyLines(found, preflight.changes),
    subject: `Promote ${input.component} ${version} to ${input.to}`,
    reason: reasonOf(ctx, input.reason),
  };
  return { request, about };
}

/** Brings the version of one environment to another one. */
export function createDeliveryDeploymentPromoteAction(deps: Dependencies) {
  const { delivery } = deps;
  return createTemplateAction({
    id: 'delivery:deployment:promote',
    description:
      'Brings the version that runs in one environment to another one, after asking the contracts of all that live there',
    examples: deliveryDeploymentPromoteExamples,
    supportsDryRun: true,
    schema: {
      input: promoteInput,
      output: {
        ...changeOutputs,
        version: z => z.string().describe('The version that was promoted'),
      },
    },
    async handler(ctx) {
      const { about, applied } = await applyPlanned({
        ...{ ctx, delivery, of: ctx.input },
        plan: () => plan(deps, ctx, ctx.input),
      });
      ctx.output('version', about.version);
      if (!applied) {
        ctx.logger.info(`Git wants ${about.version} there already.`);
        ctx.output('paths', []);
        ctx.output('repository', about.repository);
      }
    },
  });
}
