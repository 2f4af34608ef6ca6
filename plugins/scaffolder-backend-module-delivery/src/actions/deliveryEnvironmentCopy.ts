import { posix } from 'node:path';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import { DateTime, Duration } from 'luxon';
import {
  applyPlanned,
  changeOutputs,
  type PlannedChange,
} from '../changes/applyChange';
import { checkVersions } from '../changes/checkVersions';
import { quotaInput } from '../changes/quotas';
import { reasonOf } from '../changes/reasonOf';
import { assertName } from '../names/assertName';
import { amountsOf } from '../places/amountsOf';
import { assertNewEnvironment } from '../places/assertNewEnvironment';
import { changeInput, placeInput } from '../places/placeInput';
import type { Unwell } from '../places/doubts';
import { planCopy, type PlannedCopy } from '../places/planCopy';
import type { EnvironmentCopy } from '../places/readCopied';
import { tenantFile } from '../places/tenantFile';
import { tenantsFolderOf } from '../places/tenantsFolderOf';
import { deliveryEnvironmentCopyExamples } from './deliveryEnvironmentCopy.examples';
import type { ActionDependencies, StepContext, Zod } from './types';

const copyInput = {
  ...{ from: placeInput.environment, to: placeInput.environment },
  ...{ tenant: placeInput.tenant, cluster: placeInput.cluster },
  toTenant: (z: Zod) =>
    z.string().optional().describe('Tenant of the copy; the same by default'),
  services: (z: Zod) =>
    z
      .array(
        z.object({
          component: z.string().min(1),
          version: z.string().optional(),
        }),
      )
      .min(1)
      .optional()
      .describe('What is copied, and in which version; all by default'),
  versions: (z: Zod) =>
    z
      .enum(['wanted', 'live'])
      .optional()
      .describe('Versions that Git wants there (the default), or that run'),
  replicas: (z: Zod) =>
    z
      .number()
      .int()
      .min(0)
      .max(1000)
      .optional()
      .describe('Replicas of each service of the copy; as they are by default'),
  values: (z: Zod) =>
    z
      .array(
        z.object({
          file: z.string().min(1),
          path: z.string().min(1),
          value: z.union([z.string(), z.number(), z.boolean()]),
          component: z.string().optional(),
        }),
      )
      .optional()
      .describe('Values that differ in the copy, for one component or for all'),
  details: (z: Zod) =>
    z
      .record(z.unknown())
      .optional()
      .describe(
        'Plan, quota, contacts and so on, for the file of a new tenant; its quotas allow what the plan or the quota says',
      ),
  hosts: (z: Zod) =>
    z
      .array(z.object({ from: z.string().min(1), to: z.string().min(1) }))
      .optional()
      .describe(
        'Host names that are others in the copy; parts of them that are the name of the tenant or the environment change by themselves',
      ),
  leaveOut: (z: Zod) =>
    z.array(z.string()).optional().describe('Files that are not copied'),
  isNew: (z: Zod) =>
    z
      .boolean()
      .optional()
      .describe(
        'Refuses a name that is there already, or that looks like one that is',
      ),
  timeToLive: (z: Zod) =>
    z
      .string()
      .optional()
      .describe('After which time it may go, as ISO 8601: P3D for three days'),
};

const copyOutput = {
  ...changeOutputs,
  folders: (z: Zod) => z.array(z.string()).describe('Folders of the copy'),
  notCopied: (z: Zod) =>
    z.array(z.string()).describe('What was not copied, and why'),
  renamed: (z: Zod) =>
    z.array(z.string()).describe('Host names that are others'),
  pointsBack: (z: Zod) =>
    z
      .array(z.string())
      .describe('Addresses in the copy that name what was copied'),
  unwell: (z: Zod) =>
    z
      .array(z.object({ folder: z.string(), message: z.string() }))
      .describe(
        'Folders that may never be well because what they are a copy of is not, for delivery:environment:wait',
      ),
  expires: (z: Zod) => z.string().optional().describe('When it may go'),
};

const SHORT_MS = 3_600_000;

function expiryOf(timeToLive: string | undefined): string | undefined {
  if (!timeToLive) return undefined;
  const duration = Duration.fromISO(timeToLive);
  if (!duration.isValid || duration.toMillis() <= 0) {
    throw new InputError(
      `'${timeToLive.slice(0, 40)}' is no time to live; write P3D for three days, PT8H for eight hours.`,
    );
  }
  const end = DateTime.utc().plus(duration);
  // Of a short life a minute would be too much; of a long one nobody counts seconds.
  return end
    .startOf(duration.toMillis() < SHORT_MS ? 'second' : 'minute')
    .toISO()!;
}

interface Asked {
  from: string;
  to: string;
  tenant?: string;
  toTenant?: string;
  details?: Record<string, unknown>;
}

function subjectOf(input: Asked): string {
  const { from, to, tenant, toTenant } = input;
  return toTenant && toTenant !== tenant
    ? `Create tenant ${toTenant} as a copy of ${tenant ?? from}`
    : `Copy ${from} to ${to}`;
}

/** The file of a tenant that begins as a copy of another one. */
function describedTenant(
  input: Asked,
  { folders, hosts }: PlannedCopy,
  tenantsFolder: string | undefined,
) {
  const { toTenant, tenant, to, details = {} } = input;
  if (!toTenant || toTenant === tenant) return [];
  const services = folders.map(folder => ({
    component: posix.basename(folder),
    environments: [to],
  }));
  return tenantFile(
    ...([tenantsFolder, toTenant] as const),
    { ...(hosts.length && { hosts }), ...(details as JsonObject) },
    services,
  );
}

/** What the copy tells beside its files. */
interface AboutCopy extends JsonObject {
  folders: string[];
  notCopied: string[];
  renamed: string[];
  pointsBack: string[];
  unwell: Unwell[];
  /** Empty when it does not end. */
  expires: string;
}

type Input = Asked & EnvironmentCopy & { timeToLive?: string; reason?: string };

/** Works the copy out on what stands there now. */
async function plan(
  ctx: StepContext,
  {
    delivery,
    contracts,
    config,
  }: Pick<ActionDependencies, 'delivery' | 'contracts' | 'config'>,
  input: Input,
): Promise<PlannedChange<AboutCopy>> {
  const credentials = await ctx.getInitiatorCredentials();
  const options = { credentials, signal: ctx.signal };
  const expires = expiryOf(input.timeToLive) ?? '';
  const repositories = await delivery.repositories(options);
  const quota = amountsOf(input.details ?? {}, config.plans);
  const planned = await planCopy({
    ...{ delivery, repositories, options, copy: input, quota },
    ...(expires && { expires }),
  });
  const { repository, folders, newFolders, notCopied } = planned;
  const { renamed, pointsBack, doubts, unwell } = planned;
  // Said before anything is written, while somebody can still stop it.
  for (const words of doubts) ctx.logger.warn(words);
  const { from, to } = input;
  if (input.isNew) {
    await assertNewEnvironment(delivery, { name: to, folders }, options);
  }
  const tenantsFolder = tenantsFolderOf(
    ...([repositories, repository, config.tenantsFolder] as const),
  );
  const described = describedTenant(input, planned, tenantsFolder);
  const checks = ctx.isDryRun
    ? await checkVersions(ctx, contracts, {
        // What a new tenant gets runs beside what the other one has.
        ...{ environment: to, tenant: input.tenant },
        services: input.services ?? [],
      })
    : [];
  return {
    about: { folders, notCopied, renamed, pointsBack, unwell, expires },
    checks: [
      ...doubts.map(message => ({ status: 'warn' as const, message })),
      ...checks,
    ],
    newFiles: described.map(({ path }) => path),
    request: {
      ...{ repository, kind: 'copy', newFolders },
      files: [...planned.files, ...described],
      subject: subjectOf(input),
      ...(!described.length && from !== to && { copiedFrom: from }),
      reason: reasonOf(ctx, input.reason),
    },
  };
}

function sayCopy(
  { logger }: StepContext,
  { notCopied, renamed, pointsBack }: AboutCopy,
) {
  for (const words of notCopied) logger.info(`Not copied: ${words}.`);
  for (const words of renamed) logger.info(`${words}.`);
  for (const words of pointsBack) {
    logger.warn(`${words}; look whether the copy may use it.`);
  }
}

/** Copies what stands in one environment to another one. */
export function createDeliveryEnvironmentCopyAction(
  deps: Pick<ActionDependencies, 'delivery' | 'contracts' | 'config'>,
) {
  return createTemplateAction({
    id: 'delivery:environment:copy',
    description:
      'Copies services of one environment to another one in one commit: versions, scale and values as wished, data and sealed secrets not',
    examples: deliveryEnvironmentCopyExamples,
    supportsDryRun: true,
    schema: {
      input: { ...copyInput, ...changeInput, ...quotaInput },
      output: copyOutput,
    },
    async handler(ctx) {
      const { input } = ctx;
      if (input.toTenant && input.toTenant !== input.tenant) {
        assertName('tenant', input.toTenant, deps.config.reservedNames);
      }
      const { about } = await applyPlanned({
        ...{ ctx, delivery: deps.delivery, of: input },
        acceptOverQuota: input.acceptOverQuota,
        plan: () => plan(ctx, deps, input),
      });
      sayCopy(ctx, about);
      const { expires } = about;
      ctx.output('folders', about.folders);
      ctx.output('notCopied', about.notCopied);
      ctx.output('renamed', about.renamed);
      ctx.output('pointsBack', about.pointsBack);
      ctx.output('unwell', about.unwell);
      if (expires) ctx.output('expires', expires);
    },
  });
}
