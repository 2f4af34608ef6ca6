import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  ChangedFile,
  ChangeKind,
  ChangePlan,
  ChangeRequest,
  FileWrite,
} from '@slipway/backstage-plugin-delivery-common';
import { idempotencyKey } from '../changes/applyChange';
import { reasonOf } from '../changes/reasonOf';
import { sayPlan } from '../changes/sayPlan';
import { deliveryChangeRevertExamples } from './deliveryChangeRevert.examples';
import type { ActionDependencies, StepContext } from './types';

function inverseOf({ path, status, before }: ChangedFile): FileWrite {
  if (status !== 'added' && before === undefined) {
    throw new ConflictError(
      `${path} was no text before the change, so it cannot be put back; use git revert.`,
    );
  }
  return { path, ...(before !== undefined && { text: before }) };
}

function kindOf(files: readonly ChangedFile[]): ChangeKind {
  const all = (status: ChangedFile['status']) =>
    files.every(file => file.status === status);
  if (all('added')) return 'remove';
  return all('removed') ? 'create' : 'update';
}

function inverseRequest(
  { repository, head, files }: ChangePlan,
  subject: string,
  reason: string,
): ChangeRequest {
  return {
    ...{ repository, base: head, kind: kindOf(files), reason },
    subject: `Revert "${subject}"`.slice(0, 100),
    files: files.map(inverseOf),
  };
}

/** A template passes what a step gave: nothing, one id, or one for each round. */
function idsOf(input: { change?: string; changes?: unknown }): string[] {
  const { change, changes } = input;
  const list = Array.isArray(changes) ? changes : [];
  return [...new Set([change, ...list].filter(Boolean).map(String))];
}

type Dependencies = Pick<ActionDependencies, 'delivery'>;

async function revert(
  deps: Dependencies,
  ctx: StepContext,
  id: string,
  said: string | undefined,
): Promise<string | undefined> {
  const { delivery } = deps;
  const credentials = await ctx.getInitiatorCredentials();
  const options = { credentials, signal: ctx.signal };
  const change = await delivery.change(id, options);
  const done = await delivery.changeFiles(id, options);
  if (!done.files.length) {
    ctx.logger.info(`“${change.subject}” changed nothing.`);
    return undefined;
  }
  const reason = said?.trim() || `Takes back ${reasonOf(ctx, undefined)}`;
  const request = inverseRequest(done, change.subject, reason);
  sayPlan(ctx.logger, await delivery.plan(request, options));
  if (ctx.isDryRun) return undefined;
  const key = idempotencyKey(ctx, id);
  const made = await delivery.makeChange(request, key, { credentials });
  ctx.logger.info(made.message);
  return made.commit;
}

/** Takes changes of earlier steps back, the newest one first. */
export function createDeliveryChangeRevertAction(deps: Dependencies) {
  return createTemplateAction({
    id: 'delivery:change:revert',
    description:
      'Takes the change of an earlier step back by one commit; refused when others have changed the same since',
    examples: deliveryChangeRevertExamples,
    supportsDryRun: true,
    schema: {
      input: {
        change: z =>
          z
            .string()
            .optional()
            .describe('Output change of a step; without one nothing is done'),
        changes: z =>
          z
            .array(z.string())
            .optional()
            .describe('Several of them, as a step with each gives them'),
        reason: z => z.string().max(500).optional().describe('Why'),
      },
      output: {
        commits: z => z.array(z.string()).describe('What was committed'),
      },
    },
    async handler(ctx) {
      const ids = idsOf(ctx.input);
      if (!ids.length) {
        ctx.logger.info('Nothing was changed, so nothing is taken back.');
      }
      const commits: string[] = [];
      for (const id of ids.reverse()) {
        const commit = await ctx.checkpoint({
          key: `revert.${id}`,
          fn: async () => (await revert(deps, ctx, id, ctx.input.reason)) ?? '',
        });
        if (commit) commits.push(commit);
      }
      ctx.output('commits', commits);
    },
  });
}
