import { createHash } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type {
  ChangePlan,
  ChangeRequest,
  PreviewCheck,
} from '@slipway/backstage-plugin-delivery-common';
import type { StepContext, Zod } from '../actions/types';
import type { DeliveryClient } from '../clients/DeliveryClient';
import { sayPlan } from './sayPlan';

/** What is known of a change once it is made, or planned in a dry run. */
export interface AppliedChange extends JsonObject {
  /** Id; absent in a dry run. */
  change?: string;
  repository: string;
  /** Absent in a dry run. */
  commit?: string;
  commitUrl?: string;
  /** Files that differ now, or would. */
  paths: string[];
}

/** Outputs of each action that changes a repository. */
export const changeOutputs = {
  change: (z: Zod) =>
    z
      .string()
      .optional()
      .describe('Id of the change, for delivery:change:revert'),
  repository: (z: Zod) => z.string().describe('Id of the repository'),
  commit: (z: Zod) =>
    z
      .string()
      .optional()
      .describe('The commit; the newest one when nothing had to change'),
  commitUrl: (z: Zod) => z.string().optional().describe('Link to the commit'),
  paths: (z: Zod) => z.array(z.string()).describe('Files that changed'),
  plan: (z: Zod) =>
    z
      .array(
        z.object({
          path: z.string(),
          status: z.enum(['added', 'changed', 'removed']),
          before: z.string().optional(),
          after: z.string().optional(),
        }),
      )
      .optional()
      .describe('In a dry run: each file as it is and as it would be'),
  checks: (z: Zod) =>
    z
      .array(
        z.object({
          status: z.enum(['ok', 'warn', 'unknown']),
          message: z.string(),
        }),
      )
      .optional()
      .describe('In a dry run: what was looked at, in sentences'),
};

type ChangeOutput = keyof typeof changeOutputs;
type PlannedFile = Pick<ChangePlan['files'][number], 'path' | 'status'>;
type Check = Pick<PreviewCheck, 'status' | 'message'>;

interface ChangeStep {
  ctx: StepContext & {
    output(
      name: ChangeOutput,
      value: string | string[] | PlannedFile[] | Check[] | undefined,
    ): void;
  };
  delivery: DeliveryClient;
  request: ChangeRequest;
  /** Files that may not be there already with another text. */
  newFiles?: readonly string[];
  /** What else was looked at, for a dry run. */
  checks?: readonly Check[];
}

function assertNew(
  { files }: ChangePlan,
  newFiles: readonly string[] | undefined,
) {
  const there = files.find(
    ({ path, status }) => status === 'changed' && newFiles?.includes(path),
  );
  if (there) {
    throw new ConflictError(
      `${there.path} is there already; choose another name, or change what is there.`,
    );
  }
}

/** Plans, says what will happen, and refuses what is taken. */
async function look({
  ctx,
  delivery,
  request,
  newFiles,
}: ChangeStep): Promise<ChangePlan> {
  const credentials = await ctx.getInitiatorCredentials();
  const plan = await delivery.plan(request, {
    ...{ credentials, signal: ctx.signal },
  });
  sayPlan(ctx.logger, plan);
  assertNew(plan, newFiles);
  return plan;
}

/** The same for the same content, and short enough for a key. */
export function digestOf(value: unknown): string {
  const text = JSON.stringify(value);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Sent again by the same step of the same task, it begins nothing new. */
export function idempotencyKey(ctx: StepContext, content: string): string {
  const of = [ctx.task.id, ctx.step?.id ?? '', content];
  return `scaffolder-${digestOf(of)}`;
}

/** Whether the files are again as they were before the change. */
async function isTakenBack(
  { ctx, delivery, request }: ChangeStep,
  { change, paths }: AppliedChange,
): Promise<string | undefined> {
  if (!change || !paths.length) return undefined;
  const credentials = await ctx.getInitiatorCredentials();
  const options = { credentials, signal: ctx.signal };
  const made = await delivery.changeFiles(change, options);
  const now = await delivery.plan(request, options).catch(() => undefined);
  const same = made.files.every(({ path, before }) =>
    now?.files.some(file => file.path === path && file.before === before),
  );
  return now && same ? now.head : undefined;
}

async function make(
  { ctx, delivery, request }: ChangeStep,
  base: string,
  content: string,
): Promise<AppliedChange> {
  const credentials = await ctx.getInitiatorCredentials();
  ctx.signal?.throwIfAborted();
  // Not broken off by a cancelled task: what came of it must be known.
  const change = await delivery.makeChange(
    { ...request, base },
    idempotencyKey(ctx, content),
    { credentials },
  );
  const { id, repository, commit, commitUrl, paths, message } = change;
  ctx.logger.info(message);
  if (ctx.signal?.aborted) {
    ctx.logger.warn(
      `The task was cancelled meanwhile; take the change back by delivery:change:revert with the id ${id}.`,
    );
  }
  return {
    ...{ change: id, repository, paths },
    ...(commit && { commit }),
    ...(commitUrl && { commitUrl }),
  };
}

/** Plans, says what will happen, and makes the change; each once for its content. */
async function planAndMake(
  step: ChangeStep,
  content: string,
): Promise<{ applied: AppliedChange; isNew: boolean }> {
  const { ctx } = step;
  let isNew = false;
  const base = await ctx.checkpoint({
    key: `plan.${content}`,
    fn: async () => (await look(step)).head,
  });
  const applied = await ctx.checkpoint({
    key: `change.${content}`,
    fn: async () => {
      isNew = true;
      return make(step, base, content);
    },
  });
  return { applied, isNew };
}

/**
 * Makes a change of a repository, once for a step and its content: a task that
 * is resumed finds what it did. A task that is tried again after its effects
 * were taken back makes them anew. In a dry run it only plans.
 */
export async function applyChange(step: ChangeStep): Promise<AppliedChange> {
  const { ctx, request } = step;
  if (ctx.isDryRun) {
    const plan = await look(step);
    const paths = plan.files.map(({ path }) => path);
    ctx.output('repository', plan.repository);
    ctx.output('paths', paths);
    ctx.output('plan', plan.files);
    ctx.output('checks', [
      ...(step.checks ?? []),
      {
        status: 'ok',
        message: `You may change ${plan.repository}, and nothing there is in the way.`,
      },
    ]);
    return { repository: plan.repository, paths };
  }
  const content = digestOf(request);
  let { applied, isNew } = await planAndMake(step, content);
  const head = isNew ? undefined : await isTakenBack(step, applied);
  if (head) {
    ctx.logger.info('It was taken back since; it is made again.');
    ({ applied, isNew } = await planAndMake(step, `${content}.${head}`));
  }
  for (const name of ['change', 'repository', 'commit', 'commitUrl'] as const) {
    if (applied[name]) ctx.output(name, applied[name]);
  }
  ctx.output('paths', applied.paths);
  return applied;
}
