import { setTimeout as sleep } from 'node:timers/promises';
import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  PublishRequest,
  VersionJudgement,
} from '@slipway/backstage-plugin-contracts-common';
import type { ContractsClient } from '../clients/ContractsClient';
import { readDocument } from '../files/readDocument';
import type { PreviewCheck } from '@slipway/backstage-plugin-delivery-common';
import { changeOutputs, digestOf } from '../changes/applyChange';
import { contractsPublishExamples } from './contractsPublish.examples';
import type { ActionDependencies, StepContext, Zod } from './types';

const publishInput = {
  contract: (z: Zod) =>
    z.string().min(1).describe('Entity reference of the API'),
  version: (z: Zod) => z.string().min(1).max(128).describe('Its version'),
  files: (z: Zod) =>
    z
      .array(z.string().min(1))
      .min(1)
      .describe('Files of the workspace that the document is made of'),
  commit: (z: Zod) => z.string().optional().describe('Commit it comes from'),
  component: (z: Zod) =>
    z.string().optional().describe('Component whose version brings it'),
  componentVersion: (z: Zod) =>
    z.string().optional().describe('Version of it; the same by default'),
  onlyJudge: (z: Zod) =>
    z
      .boolean()
      .optional()
      .describe('Judge, and refuse what does not fit; publish nothing'),
  onlyNew: (z: Zod) =>
    z
      .boolean()
      .optional()
      .describe(
        'Refuse when there is such a contract already; publish nothing',
      ),
  waitSeconds: (z: Zod) =>
    z
      .number()
      .int()
      .min(0)
      .max(600)
      .optional()
      .describe(
        'How long to wait until the catalog has the API; not at all by default',
      ),
  failOn: (z: Zod) =>
    z
      .enum(['bump', 'unknown', 'never'])
      .optional()
      .describe(
        'Refuse before publishing: a bump that is too small (bump), also what could not be judged (unknown, the default), or nothing',
      ),
};

/** How often a contract that is not there yet is asked for again. */
const ASK_AGAIN_MS = 1_000;

type Judged = Partial<Omit<VersionJudgement, 'message'>> & { message: string };

const FIRST: Judged = {
  message: 'The first version: there is nothing to compare.',
};

/** How the version stands to the one before; nothing is stored. */
async function judge(
  contracts: ContractsClient,
  ctx: StepContext,
  contract: string,
  body: PublishRequest,
): Promise<Judged> {
  const credentials = await ctx.getInitiatorCredentials();
  const options = { credentials, signal: ctx.signal };
  const asked = { ...body, dryRun: true };
  const { judgement } = await contracts.publish(contract, asked, options);
  return judgement ?? FIRST;
}

/** An API that an earlier step committed is in the catalog a little later. */
async function judgeOnceKnown(
  contracts: ContractsClient,
  ctx: StepContext,
  contract: string,
  body: PublishRequest,
  waitSeconds: number,
): Promise<Judged> {
  const deadline = Date.now() + waitSeconds * 1000;
  for (let tries = 0; ; tries += 1) {
    try {
      return await judge(contracts, ctx, contract, body);
    } catch (error) {
      const isMissing = (error as Error).name === 'NotFoundError';
      if (isMissing && waitSeconds && ctx.isDryRun) return FIRST;
      if (!isMissing || Date.now() >= deadline) throw error;
      if (!tries) ctx.logger.info(`Waiting until the catalog has ${contract}.`);
    }
    await sleep(ASK_AGAIN_MS, undefined, { signal: ctx.signal });
  }
}

/**
 * A contract of that name is not there yet.
 *
 * @throws ConflictError
 */
async function assertNew(
  contracts: ContractsClient,
  ctx: StepContext,
  contract: string,
  body: PublishRequest,
) {
  try {
    await judge(contracts, ctx, contract, body);
  } catch (error) {
    if ((error as Error).name === 'NotFoundError') return;
    // What cannot be judged is there all the same.
    if ((error as Error).name !== 'InputError') throw error;
  }
  throw new ConflictError(
    `${contract} is there already; choose another name, or bring a new version of it.`,
  );
}

/** @throws ConflictError when the bump does not cover the change */
function assertMay(
  { message, verdict, fits, proposed }: Judged,
  failOn: 'bump' | 'unknown' | 'never',
) {
  const isRefused =
    verdict === 'unknown' ? failOn === 'unknown' : fits === false;
  if (isRefused && failOn !== 'never') {
    throw new ConflictError(
      `${message}${proposed ? ` Release it as ${proposed}.` : ''} Nothing was published.`,
    );
  }
}

function checkOf(
  contract: string,
  version: string,
  { message, verdict, fits }: Judged,
): Pick<PreviewCheck, 'status' | 'message'> {
  const isFine = fits !== false && verdict !== 'unknown';
  const status = verdict === 'unknown' ? 'unknown' : 'warn';
  return {
    status: isFine ? 'ok' : status,
    message: `${contract} ${version}: ${message}`,
  };
}

/** Publishes a version of a contract. */
export function createContractsPublishAction({
  contracts,
}: Pick<ActionDependencies, 'contracts'>) {
  return createTemplateAction({
    id: 'contracts:publish',
    description:
      'Publishes a version of a contract, after judging it against the one before; the same version again changes nothing',
    examples: contractsPublishExamples,
    supportsDryRun: true,
    schema: {
      input: publishInput,
      output: {
        verdict: z => z.string().optional().describe('Against the one before'),
        message: z => z.string().describe('The judgement in one sentence'),
        created: z => z.boolean().describe('Whether it is new'),
        checks: changeOutputs.checks,
      },
    },
    async handler(ctx) {
      const { contract, version, files, failOn = 'unknown' } = ctx.input;
      const { commit, component, componentVersion } = ctx.input;
      const { waitSeconds = 0 } = ctx.input;
      const body: PublishRequest = {
        ...{ version, document: await readDocument(ctx.workspacePath, files) },
        ...(commit && { commit }),
        ...(component && {
          provider: { component, version: componentVersion ?? version },
        }),
      };
      if (ctx.input.onlyNew) {
        await assertNew(contracts, ctx, contract, body);
        const message = `${contract} is a new name.`;
        ctx.logger.info(message);
        ctx.output('message', message);
        if (ctx.isDryRun) ctx.output('checks', [{ status: 'ok', message }]);
        ctx.output('created', false);
        return;
      }
      const judged = await judgeOnceKnown(
        ...([contracts, ctx, contract, body, waitSeconds] as const),
      );
      const { message, verdict } = judged;
      ctx.logger.info(`${contract} ${version}: ${message}`);
      if (verdict) ctx.output('verdict', verdict);
      ctx.output('message', message);
      assertMay(judged, failOn);
      if (ctx.isDryRun) {
        ctx.output('checks', [checkOf(contract, version, judged)]);
      }
      if (ctx.isDryRun || ctx.input.onlyJudge) {
        ctx.output('created', false);
        return;
      }
      const created = await ctx.checkpoint({
        key: `publish.${digestOf([contract, body])}`,
        fn: async () => {
          const credentials = await ctx.getInitiatorCredentials();
          const options = { credentials };
          return (await contracts.publish(contract, body, options)).created;
        },
      });
      ctx.logger.info(
        created
          ? 'It is published.'
          : 'It was published before; nothing changed.',
      );
      ctx.output('created', created);
    },
  });
}
