import { setTimeout } from 'node:timers/promises';
import { ConflictError, InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { describeWait, lastWords } from '../places/describeState';
import type { Unwell } from '../places/doubts';
import { placeInput } from '../places/placeInput';
import { asCancelled } from './asCancelled';
import { deliveryEnvironmentWaitExamples } from './deliveryEnvironmentWait.examples';
import type { ActionDependencies, StepContext, Zod } from './types';

const DEFAULT_SECONDS = 600;
const PAUSE_MS = 500;
const AGAIN_SECONDS = 60;
const MOST_NAMES = 3;

interface Waiting {
  environment: string;
  tenant?: string;
  folders?: string[];
  unwell?: Unwell[];
  timeoutSeconds?: number;
}

function placeOf({ environment, tenant }: Waiting): string {
  return tenant ? `${tenant} in ${environment}` : environment;
}

/** What is missing of one folder; undefined when it runs. */
interface Missing {
  folder: string;
  what: string;
  deployment?: Deployment;
}

interface Look {
  all: Deployment[];
  missing: Missing[];
  /** Whether the plugin answered. */
  isKnown: boolean;
}

function assertHasVersion({ desired, path, problems }: Deployment) {
  if (!desired.version) {
    throw new InputError(
      problems[0]?.message ?? `${path} names no version, so none can go live.`,
    );
  }
}

function missingOf(deployment: Deployment): Missing[] {
  assertHasVersion(deployment);
  const { health, desired } = deployment;
  const state = describeWait(deployment, desired.version!);
  // Told while there is still time to mend it.
  const isBad = health.status === 'degraded' && health.message;
  const what = state && isBad ? `${state} (${health.message})` : state;
  return what ? [{ folder: deployment.path, what, deployment }] : [];
}

/** Where all of it stands; a plugin that restarts is asked again. */
async function look(
  ctx: StepContext,
  { delivery }: Pick<ActionDependencies, 'delivery'>,
  waiting: Waiting,
): Promise<Look> {
  const { environment, tenant, folders } = waiting;
  const credentials = await ctx.getInitiatorCredentials();
  const options = { credentials, signal: ctx.signal };
  try {
    const here = await delivery.deployments(
      { environment, ...(tenant && { tenant }) },
      options,
    );
    const all = folders
      ? here.filter(({ path }) => folders.includes(path))
      : here;
    const known = new Set(all.map(({ path }) => path));
    const unread = (folders ?? []).filter(folder => !known.has(folder));
    const missing = unread.map(folder => ({
      ...{ folder, what: 'it was not read from Git yet' },
    }));
    return {
      ...{ all, isKnown: true },
      missing: [...missing, ...all.flatMap(missingOf)],
    };
  } catch (error) {
    const { name, message } = error as Error;
    const mayPass = !/^(Input|NotAllowed|Conflict)Error$/.test(name);
    if (!mayPass || ctx.signal?.aborted) throw error;
    return {
      ...{ all: [], isKnown: false },
      missing: [{ folder: placeOf(waiting), what: message }],
    };
  }
}

function inWords(missing: readonly Missing[]): string {
  const words = missing
    .slice(0, MOST_NAMES)
    .map(({ folder, what }) => `${folder}: ${what}`);
  const more = missing.length - words.length;
  return [...words, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** What is known of the cause since it was copied. */
function knownCauses(
  { unwell = [] }: Waiting,
  missing: readonly Missing[],
): string {
  const late = new Set(missing.map(({ folder }) => folder));
  const known = unwell.filter(({ folder }) => late.has(folder));
  const words = known.slice(0, MOST_NAMES).map(({ message }) => message);
  const more = known.length - words.length;
  return [
    ...words,
    ...(more > 0 ? [`${more} more were not well there either.`] : []),
  ]
    .map(text => ` ${text}`)
    .join('');
}

function timeWords(seconds: number): string {
  return seconds >= 120 && seconds % 60 === 0
    ? `${seconds / 60} minutes`
    : `${seconds} s`;
}

function assertNotLate(waiting: Waiting, { missing }: Look, seconds: number) {
  const { timeoutSeconds = DEFAULT_SECONDS } = waiting;
  if (seconds < timeoutSeconds) return;
  const [first] = missing;
  const last = first?.deployment ? ` ${lastWords(first.deployment)}` : '';
  throw new ConflictError(
    `${placeOf(waiting)} is not live and healthy after ${timeWords(timeoutSeconds)}: ${inWords(missing) || 'it has no deployments'}.${knownCauses(waiting, missing)}${last}`,
  );
}

/** What was there and is gone was removed by somebody; nobody needs to wait for it. */
function assertStays(
  waiting: Waiting,
  { all, isKnown }: Look,
  there: ReadonlySet<string>,
) {
  if (!isKnown || all.length || !there.size) return;
  const [first] = there;
  throw new ConflictError(
    `${placeOf(waiting)} was removed meanwhile: ${first}${there.size > 1 ? ` and ${there.size - 1} more are` : ' is'} no longer in Git.`,
  );
}

async function waitForAll(
  ctx: StepContext,
  deps: Pick<ActionDependencies, 'delivery'>,
  input: Waiting,
): Promise<{ all: Deployment[]; seconds: number }> {
  const started = Date.now();
  let said: { words: string; at: number } | undefined;
  const there = new Set<string>();
  const { unwell = [], timeoutSeconds = DEFAULT_SECONDS } = input;
  ctx.logger.info(
    `It is waited ${timeWords(timeoutSeconds)} at most until all of it is live and healthy.`,
  );
  for (const { message } of unwell) ctx.logger.warn(message);
  for (;;) {
    const seen = await look(ctx, deps, input);
    const { all, missing } = seen;
    for (const { path } of all) there.add(path);
    assertStays(input, seen, there);
    const seconds = (Date.now() - started) / 1000;
    if (all.length && !missing.length) return { all, seconds };
    const total = new Set([
      ...all.map(({ path }) => path),
      ...missing.map(m => m.folder),
    ]);
    const words = `${total.size - missing.length} of ${total.size} are live and healthy; ${inWords(missing) || 'nothing stands there yet'}.`;
    // Said again after a while, so that nobody takes it for stuck.
    if (words !== said?.words || seconds - said.at >= AGAIN_SECONDS) {
      ctx.logger.info(`${placeOf(input)}, ${Math.round(seconds)} s: ${words}`);
      said = { words, at: seconds };
    }
    assertNotLate(input, seen, seconds);
    await setTimeout(PAUSE_MS, undefined, { signal: ctx.signal });
  }
}

/** Waits until all of an environment runs. */
export function createDeliveryEnvironmentWaitAction(
  deps: Pick<ActionDependencies, 'delivery'>,
) {
  return createTemplateAction({
    id: 'delivery:environment:wait',
    description:
      'Waits until all deployments of an environment are live and healthy in the versions that Git wants; fails with what it waited for when that does not come',
    examples: deliveryEnvironmentWaitExamples,
    supportsDryRun: true,
    schema: {
      input: {
        environment: placeInput.environment,
        tenant: placeInput.tenant,
        folders: (z: Zod) =>
          z
            .array(z.string())
            .optional()
            .describe(
              'Folders to wait for, as delivery:environment:copy gives them; all that stand there by default',
            ),
        unwell: (z: Zod) =>
          z
            .array(z.object({ folder: z.string(), message: z.string() }))
            .optional()
            .describe(
              'What was not well already where it was copied from, as delivery:environment:copy gives it; named as the cause when the copy does not come up',
            ),
        timeoutSeconds: (z: Zod) =>
          z
            .number()
            .min(1)
            .max(7200)
            .optional()
            .describe('How long at most; 600 by default'),
      },
      output: {
        running: z =>
          z.array(z.string()).describe('What runs, each with its version'),
        entity: z =>
          z.string().optional().describe('Entity ref of the first component'),
        seconds: z => z.number().describe('How long it took'),
      },
    },
    async handler(ctx) {
      const place = placeOf(ctx.input);
      if (ctx.isDryRun) {
        ctx.logger.info(
          `It would be waited until all of ${place} is live and healthy.`,
        );
        return;
      }
      const { all, seconds } = await waitForAll(ctx, deps, ctx.input).catch(
        error => Promise.reject(asCancelled(ctx, place, error)),
      );
      ctx.logger.info(
        `${place}: all ${all.length} are live and healthy, after ${Math.round(seconds)} s.`,
      );
      ctx.output(
        'running',
        all.map(({ component, desired }) => `${component} ${desired.version}`),
      );
      ctx.output('entity', all[0].entityRef);
      ctx.output('seconds', Math.round(seconds * 10) / 10);
    },
  });
}
