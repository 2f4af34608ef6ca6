import { setTimeout } from 'node:timers/promises';
import { ConflictError, InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import type { DeliveryClient } from '../clients/DeliveryClient';
import { describeWait, lastWords } from '../places/describeState';
import { type DeploymentQuery, findDeployment } from '../places/findDeployment';
import { describePlace, placeInput } from '../places/placeInput';
import { asCancelled } from './asCancelled';
import { deliveryDeploymentWaitExamples } from './deliveryDeploymentWait.examples';
import type { ActionDependencies, StepContext, Zod } from './types';

const DEFAULT_SECONDS = 600;
const PAUSE_MS = 1_000;

interface Waiting extends DeploymentQuery {
  version?: string;
  timeoutSeconds?: number;
}

interface Look {
  deployment?: Deployment;
  /** What it is waited for; absent when it is reached. */
  missing?: string;
}

function assertHasVersion(deployment: Deployment) {
  if (!deployment.desired.version) {
    throw new InputError(
      deployment.problems[0]?.message ??
        `${deployment.path} names no version, so none can go live.`,
    );
  }
}

async function look(
  ctx: StepContext,
  delivery: Pick<DeliveryClient, 'deployments'>,
  input: Waiting,
): Promise<Look> {
  const credentials = await ctx.getInitiatorCredentials();
  const options = { credentials, signal: ctx.signal };
  try {
    const deployment = await findDeployment(delivery, input, options);
    assertHasVersion(deployment);
    const wanted = input.version ?? deployment.desired.version!;
    return { deployment, missing: describeWait(deployment, wanted) };
  } catch (error) {
    const { name, message } = error as Error;
    // It is read from Git a moment after the commit; a restart ends as well.
    const mayPass = !/^(Input|NotAllowed|Conflict)Error$/.test(name);
    if (!mayPass || ctx.signal?.aborted) throw error;
    return { missing: message };
  }
}

/** Why it is in trouble, told while there is still time to mend it. */
function causeOf(deployment: Deployment | undefined): string {
  const isBad = deployment?.health.status === 'degraded';
  return isBad ? ` ${lastWords(deployment)}` : '';
}

async function waitFor(
  ctx: StepContext,
  delivery: Pick<DeliveryClient, 'deployments'>,
  input: Waiting,
): Promise<Deployment> {
  const { timeoutSeconds = DEFAULT_SECONDS } = input;
  const started = Date.now();
  let said: string | undefined;
  ctx.logger.info(
    `${describePlace(input)} is waited for, at most ${timeoutSeconds} s.`,
  );
  for (;;) {
    const { deployment, missing } = await look(ctx, delivery, input);
    const seconds = Math.round((Date.now() - started) / 1000);
    if (deployment && !missing) {
      ctx.logger.info(
        `${describePlace(input)}: ${deployment.live.version} is live and healthy, after ${seconds} s.`,
      );
      return deployment;
    }
    const state = `${missing}.${causeOf(deployment)}`;
    if (state !== said) {
      ctx.logger.info(`${describePlace(input)}, ${seconds} s: ${state}`);
      said = state;
    }
    if (Date.now() - started >= timeoutSeconds * 1000) {
      const words = deployment ? ` ${lastWords(deployment)}` : '';
      throw new ConflictError(
        `${describePlace(input)} is not live and healthy after ${timeoutSeconds} s: ${missing}.${words}`,
      );
    }
    await setTimeout(PAUSE_MS, undefined, { signal: ctx.signal });
  }
}

/** Waits until what Git wants is live and healthy. */
export function createDeliveryDeploymentWaitAction({
  delivery,
}: Pick<ActionDependencies, 'delivery'>) {
  return createTemplateAction({
    id: 'delivery:deployment:wait',
    description:
      'Waits until the wanted version of a deployment is live and healthy; fails with what it waited for when that does not come',
    examples: deliveryDeploymentWaitExamples,
    supportsDryRun: true,
    schema: {
      input: {
        ...placeInput,
        repository: (z: Zod) =>
          z.string().optional().describe('Id of the GitOps repository'),
        version: (z: Zod) =>
          z
            .string()
            .optional()
            .describe('The version to wait for; the one in Git by default'),
        timeoutSeconds: (z: Zod) =>
          z
            .number()
            .min(1)
            .max(7200)
            .optional()
            .describe('How long at most; 600 by default'),
      },
      output: {
        version: z => z.string().optional().describe('The version that runs'),
        url: z =>
          z.string().optional().describe("Its page in the runtime's own UI"),
        deployment: z => z.string().optional().describe('Id of the deployment'),
      },
    },
    async handler(ctx) {
      if (ctx.isDryRun) {
        const { missing } = await look(ctx, delivery, ctx.input);
        ctx.logger.info(
          `It would be waited for ${describePlace(ctx.input)}: ${missing ?? 'it is live and healthy already'}.`,
        );
        return;
      }
      const { id, live } = await waitFor(ctx, delivery, ctx.input).catch(
        error =>
          Promise.reject(asCancelled(ctx, describePlace(ctx.input), error)),
      );
      ctx.output('deployment', id);
      if (live.version) ctx.output('version', live.version);
      if (live.url) ctx.output('url', live.url);
    },
  });
}
