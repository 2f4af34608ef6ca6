import { createHash } from 'node:crypto';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import type {
  ChangePlan,
  ChangeRequest,
  PreviewCheck,
} from '@slipway/backstage-plugin-delivery-common';
import type { StepContext, Zod } from '../actions/types';
import type { DeliveryClient } from '../clients/DeliveryClient';
import { assertWithinQuotas, quotaChecks } from './quotas';
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

/** A change as it was worked out, and what else its step wants to know of it. */
export interface PlannedChange<T extends JsonValue> {
  /** Absent when nothing has to change. Its `base` is the commit that texts were read at. */
  request?: ChangeRequest;
  about: T;
  /** Files that may not be there already with another text. */
  newFiles?: readonly string[];
  /** What else was looked at, for a dry run. */
  checks?: readonly Check[];
}

interface PlannedStep<T extends JsonValue> {
  ctx: StepContext & {
    output(
      name: ChangeOutput,
      value: string | string[] | PlannedFile[] | Check[] | undefined,
    ): void;
  };
  delivery: DeliveryClient;
  /** What is asked for; asked again, it is the same change. */
  of: unknown;
  /** Whether it may ask for more than its quota allows. */
  acceptOverQuota?: boolean;
  /** Works it out on what is there now. */
  plan: () => Promise<PlannedChange<T>>;
}

/** The outcome of one try. A refusal is remembered, so that another try looks anew. */
type Outcome = { applied: AppliedChange } | { refused: string; kind: string };

const REFUSALS = { ConflictError, InputError, NotAllowedError };

function assertNew({ files }: ChangePlan, newFiles: readonly string[] = []) {
  const there = files.find(
    ({ path, status }) => status === 'changed' && newFiles.includes(path),
  );
  if (there) {
    throw new ConflictError(
      `${there.path} is there already; choose another name, or change what is there.`,
    );
  }
}

/** Plans, says what will happen, and refuses what is taken. */
async function look(
  {
    ctx,
    delivery,
    acceptOverQuota,
  }: Pick<PlannedStep<JsonValue>, 'ctx' | 'delivery' | 'acceptOverQuota'>,
  request: ChangeRequest,
  newFiles?: readonly string[],
): Promise<ChangePlan> {
  const credentials = await ctx.getInitiatorCredentials();
  const plan = await delivery.plan(request, {
    ...{ credentials, signal: ctx.signal },
  });
  sayPlan(ctx.logger, plan);
  assertNew(plan, newFiles);
  if (!acceptOverQuota) assertWithinQuotas(plan);
  for (const { status, message } of quotaChecks(plan)) {
    ctx.logger[status === 'ok' ? 'info' : 'warn'](message);
  }
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
  { ctx, delivery }: PlannedStep<JsonValue>,
  { change, paths }: AppliedChange,
  { base: _, ...request }: ChangeRequest,
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
  { ctx, delivery }: PlannedStep<JsonValue>,
  request: ChangeRequest,
  content: string,
): Promise<AppliedChange> {
  const credentials = await ctx.getInitiatorCredentials();
  ctx.signal?.throwIfAborted();
  // Not broken off by a cancelled task: what came of it must be known.
  const change = await delivery.makeChange(
    request,
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

async function makeOrRefuse(...of: Parameters<typeof make>): Promise<Outcome> {
  try {
    return { applied: await make(...of) };
  } catch (error) {
    const { name, message } = error as Error;
    if (name in REFUSALS) return { refused: message, kind: name };
    throw error;
  }
}

/** What a step keeps before it writes, so that a resumed one goes on with the same. */
async function planned<T extends JsonValue>(
  step: PlannedStep<T>,
): Promise<PlannedChange<T>> {
  const { request, about, ...more } = await step.plan();
  if (!request) return { about };
  const { head } = await look(step, request, more.newFiles);
  return { request: { ...request, base: request.base ?? head }, about };
}

/** Works it out, says what will happen, and makes the change; each once for its content. */
async function tryOnce<T extends JsonValue>(
  step: PlannedStep<T>,
  content: string,
) {
  const { ctx } = step;
  let isNew = false;
  const { request, about } = (await ctx.checkpoint({
    key: `plan.${content}`,
    fn: async () => asJson(await planned(step)),
  })) as unknown as PlannedChange<T>;
  if (!request) return { about, isNew };
  const outcome = (await ctx.checkpoint({
    key: `change.${content}`,
    fn: async () => {
      isNew = true;
      return asJson(await makeOrRefuse(step, request, content));
    },
  })) as unknown as Outcome;
  return { about, request, outcome, isNew };
}

/** A checkpoint keeps JSON, which has no undefined. */
function asJson(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

async function tryDry<T extends JsonValue>({
  plan: work,
  ...step
}: PlannedStep<T>): Promise<{ about: T; applied?: AppliedChange }> {
  const { ctx } = step;
  const { request, about, newFiles, checks = [] } = await work();
  if (!request) return { about };
  const plan = await look(step, request, newFiles);
  const paths = plan.files.map(({ path }) => path);
  ctx.output('repository', plan.repository);
  ctx.output('paths', paths);
  ctx.output('plan', plan.files);
  ctx.output('checks', [
    ...checks,
    ...quotaChecks(plan),
    {
      status: 'ok',
      message: `You may change ${plan.repository}, and nothing there is in the way.`,
    },
  ]);
  return { about, applied: { repository: plan.repository, paths } };
}

/**
 * Works a change out and makes it, once for a step and what it is asked for: a
 * task that is resumed finds what it did. One that is tried again after a
 * refusal, or after its effects were taken back, works it out anew. In a dry
 * run it only plans.
 *
 * @returns what the plan told, and the change unless nothing had to change
 */
export async function applyPlanned<T extends JsonValue>(
  step: PlannedStep<T>,
): Promise<{ about: T; applied?: AppliedChange }> {
  const { ctx } = step;
  if (ctx.isDryRun) return tryDry(step);
  const digest = digestOf(step.of);
  let content = digest;
  for (;;) {
    const { about, request, outcome, isNew } = await tryOnce(step, content);
    if (!outcome || !request) return { about };
    if ('refused' in outcome) {
      const { refused, kind } = outcome;
      if (isNew) throw new REFUSALS[kind as keyof typeof REFUSALS](refused);
      content = `${content}+`;
      continue;
    }
    const { applied } = outcome;
    const head = isNew ? undefined : await isTakenBack(step, applied, request);
    if (!head) {
      outputChange(ctx, applied);
      return { about, applied };
    }
    ctx.logger.info('It was taken back since; it is made again.');
    content = `${digest}.${head}`;
  }
}

function outputChange(
  ctx: PlannedStep<JsonValue>['ctx'],
  applied: AppliedChange,
) {
  for (const name of ['change', 'repository', 'commit', 'commitUrl'] as const) {
    if (applied[name]) ctx.output(name, applied[name]);
  }
  ctx.output('paths', applied.paths);
}

/** Makes a change whose files do not depend on what is there; see {@link applyPlanned}. */
export async function applyChange({
  request,
  newFiles,
  checks,
  ...step
}: Pick<PlannedStep<null>, 'ctx' | 'delivery' | 'acceptOverQuota'> &
  Pick<PlannedChange<null>, 'newFiles' | 'checks'> & {
    request: ChangeRequest;
  }): Promise<AppliedChange | undefined> {
  const plan = async () => ({ request, newFiles, checks, about: null });
  const { applied } = await applyPlanned({ ...step, of: request, plan });
  return applied;
}
