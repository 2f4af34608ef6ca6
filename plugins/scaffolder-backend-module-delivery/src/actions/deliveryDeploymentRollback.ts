import { setTimeout } from 'node:timers/promises';
import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  isOperationEnded,
  type Operation,
  type OperationRequest,
} from '@slipway/backstage-plugin-delivery-common';
import { digestOf, idempotencyKey } from '../changes/applyChange';
import { reasonOf } from '../changes/reasonOf';
import { findDeployment } from '../places/findDeployment';
import { changeInput, describePlace, placeInput } from '../places/placeInput';
import { deliveryDeploymentRollbackExamples } from './deliveryDeploymentRollback.examples';
import type { ActionDependencies, StepContext, Zod } from './types';

const PAUSE_MS = 1_000;
const FINE = ['recovered', 'completed'];

const rollbackInput = {
  ...placeInput,
  ...changeInput,
  version: (z: Zod) => z.string().min(1).describe('The version to go back to'),
  incident: (z: Zod) =>
    z.string().optional().describe('Number or address of an incident'),
  accept: (z: Zod) =>
    z
      .array(z.string())
      .optional()
      .describe('Ids of checks that could not tell, and that are accepted'),
  wait: (z: Zod) =>
    z.boolean().optional().describe('Wait until it has ended; true by default'),
};

interface Rollback {
  environment: string;
  component: string;
  tenant?: string;
  cluster?: string;
  repository?: string;
  version: string;
  reason?: string;
  incident?: string;
  accept?: string[];
}

type Dependencies = Pick<ActionDependencies, 'delivery'>;

/** Says what each check answers. */
async function check(
  deps: Dependencies,
  ctx: StepContext,
  input: Rollback,
): Promise<OperationRequest> {
  const { delivery } = deps;
  const credentials = await ctx.getInitiatorCredentials();
  const options = { credentials, signal: ctx.signal };
  const { id, desired } = await findDeployment(delivery, input, options);
  const { version, incident, accept = [] } = input;
  const expected = { version: desired.version ?? '', commit: desired.commit };
  const { checks } = await delivery.preflight(
    ...([id, { version, expected }, options] as const),
  );
  for (const { status, title, message } of checks) {
    const say = status === 'ok' ? 'info' : 'warn';
    ctx.logger[say](`${title}: ${message}`);
  }
  const blocks = checks.filter(({ status }) => status === 'block');
  const open = checks.filter(
    ({ status, id: of }) => status === 'unknown' && !accept.includes(of),
  );
  if (blocks.length || open.length) {
    const ids = open.map(({ id: of }) => of).join(', ');
    throw new ConflictError(
      [
        `${describePlace(input)} is not rolled back.`,
        ...[...blocks, ...open].map(({ message }) => message),
        ...(open.length ? [`Name under accept to go on: ${ids}.`] : []),
      ].join(' '),
    );
  }
  return {
    ...{ type: 'rollback', deploymentId: id, version, expected, accept },
    reason: reasonOf(ctx, input.reason),
    ...(incident && { incident }),
  };
}

async function follow(
  deps: Dependencies,
  ctx: StepContext,
  id: string,
): Promise<Operation> {
  const { delivery } = deps;
  let said: string | undefined;
  for (;;) {
    const credentials = await ctx.getInitiatorCredentials();
    const options = { credentials, signal: ctx.signal };
    const operation = await delivery.operation(id, options);
    if (operation.message !== said) {
      ctx.logger.info(`${operation.state}: ${operation.message}`);
      said = operation.message;
    }
    if (isOperationEnded(operation.state)) return operation;
    await setTimeout(PAUSE_MS, undefined, { signal: ctx.signal });
  }
}

/** Puts an earlier version back, as the dialog does. */
export function createDeliveryDeploymentRollbackAction(deps: Dependencies) {
  const { delivery } = deps;
  return createTemplateAction({
    id: 'delivery:deployment:rollback',
    description:
      'Puts an earlier version of a deployment back, after all checks, and waits for its end',
    examples: deliveryDeploymentRollbackExamples,
    supportsDryRun: true,
    schema: {
      input: rollbackInput,
      output: {
        operation: z => z.string().optional().describe('Id of the operation'),
        state: z =>
          z.string().optional().describe('How it ended, or where it is'),
        commit: z => z.string().optional().describe('The commit'),
      },
    },
    async handler(ctx) {
      const { input } = ctx;
      if (ctx.isDryRun) {
        await check(deps, ctx, input);
        return;
      }
      const content = digestOf(input);
      const request = (await ctx.checkpoint({
        key: `check.${content}`,
        fn: async () =>
          JSON.parse(JSON.stringify(await check(deps, ctx, input))),
      })) as OperationRequest;
      const id = await ctx.checkpoint({
        key: `rollback.${content}`,
        fn: async () => {
          const credentials = await ctx.getInitiatorCredentials();
          const key = idempotencyKey(ctx, content);
          const options = { credentials };
          return (await delivery.startOperation(request, key, options)).id;
        },
      });
      ctx.output('operation', id);
      if (input.wait === false) return;
      const { state, commit, message, nextActs } = await follow(deps, ctx, id);
      ctx.output('state', state);
      if (commit) ctx.output('commit', commit);
      if (!FINE.includes(state)) {
        throw new ConflictError([message, ...nextActs].join(' '));
      }
    },
  });
}
