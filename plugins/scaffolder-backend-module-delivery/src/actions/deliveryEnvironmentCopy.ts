import { posix } from 'node:path';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import { DateTime, Duration } from 'luxon';
import type { DeliveryClient } from '../clients/DeliveryClient';
import { applyChange, changeOutputs, digestOf } from '../changes/applyChange';
import { checkVersions } from '../changes/checkVersions';
import { reasonOf } from '../changes/reasonOf';
import { assertName } from '../names/assertName';
import { assertNewEnvironment } from '../places/assertNewEnvironment';
import { changeInput, placeInput } from '../places/placeInput';
import {
  type EnvironmentCopy,
  planCopy,
  type PlannedCopy,
} from '../places/planCopy';
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
        'Plan, regions, contacts and so on, for the file of a new tenant',
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
  { folders }: PlannedCopy,
  tenantsFolder: string | undefined,
) {
  const { toTenant, tenant, to, details = {} } = input;
  if (!toTenant || toTenant === tenant) return [];
  const services = folders.map(folder => ({
    component: posix.basename(folder),
    environments: [to],
  }));
  return tenantFile(
    ...([tenantsFolder, toTenant, details as JsonObject] as const),
    services,
  );
}

/** Works the copy and its end out, once for what is asked for: a task that is resumed goes on with the same. */
async function planOnce(
  ctx: StepContext,
  delivery: DeliveryClient,
  input: EnvironmentCopy & { isNew?: boolean; timeToLive?: string },
): Promise<{ planned: PlannedCopy; expires: string }> {
  const credentials = await ctx.getInitiatorCredentials();
  const options = { credentials, signal: ctx.signal };
  const expires = await ctx.checkpoint({
    key: `expiry.${digestOf(input)}`,
    fn: async () => expiryOf(input.timeToLive) ?? '',
  });
  const planned = (await ctx.checkpoint({
    key: `copy.${digestOf(input)}`,
    fn: async () => {
      const repositories = await delivery.repositories(options);
      const plan = await planCopy({
        ...{ delivery, repositories, options, copy: input },
        ...(expires && { expires }),
      });
      return plan as unknown as JsonObject;
    },
  })) as unknown as PlannedCopy;
  if (input.isNew) {
    const wanted = { name: input.to, folders: planned.folders };
    await assertNewEnvironment(delivery, wanted, options);
  }
  return { planned, expires };
}

/** Copies what stands in one environment to another one. */
export function createDeliveryEnvironmentCopyAction({
  delivery,
  contracts,
  config,
}: Pick<ActionDependencies, 'delivery' | 'contracts' | 'config'>) {
  return createTemplateAction({
    id: 'delivery:environment:copy',
    description:
      'Copies services of one environment to another one in one commit: versions, scale and values as wished, data and sealed secrets not',
    examples: deliveryEnvironmentCopyExamples,
    supportsDryRun: true,
    schema: {
      input: { ...copyInput, ...changeInput },
      output: {
        ...changeOutputs,
        folders: z => z.array(z.string()).describe('Folders of the copy'),
        notCopied: z =>
          z.array(z.string()).describe('What was not copied, and why'),
        renamed: z =>
          z.array(z.string()).describe('Host names that are others'),
        pointsBack: z =>
          z
            .array(z.string())
            .describe('Addresses in the copy that name what was copied'),
        expires: z => z.string().optional().describe('When it may go'),
      },
    },
    async handler(ctx) {
      const { input } = ctx;
      if (input.toTenant && input.toTenant !== input.tenant) {
        assertName('tenant', input.toTenant, config.reservedNames);
      }
      const { planned, expires } = await planOnce(ctx, delivery, input);
      for (const words of planned.notCopied) {
        ctx.logger.info(`Not copied: ${words}.`);
      }
      for (const words of planned.renamed) ctx.logger.info(`${words}.`);
      for (const words of planned.pointsBack) {
        ctx.logger.warn(`${words}; look whether the copy may use it.`);
      }
      const { repository, folders, notCopied } = planned;
      const { from, to } = input;
      const tenantsFolder = tenantsFolderOf(
        await delivery.repositories({
          credentials: await ctx.getInitiatorCredentials(),
          signal: ctx.signal,
        }),
        ...([repository, config.tenantsFolder] as const),
      );
      const described = describedTenant(input, planned, tenantsFolder);
      const checks = ctx.isDryRun
        ? await checkVersions(ctx, contracts, {
            // What a new tenant gets runs beside what the other one has.
            ...{ environment: input.to, tenant: input.tenant },
            services: input.services ?? [],
          })
        : [];
      await applyChange({
        ...{ ctx, delivery, checks },
        newFiles: described.map(({ path }) => path),
        request: {
          ...{ repository, kind: 'copy', newFolders: folders },
          files: [...planned.files, ...described],
          subject: subjectOf(input),
          ...(!described.length && from !== to && { copiedFrom: from }),
          reason: reasonOf(ctx, input.reason),
        },
      });
      ctx.output('folders', folders);
      ctx.output('notCopied', notCopied);
      ctx.output('renamed', planned.renamed);
      ctx.output('pointsBack', planned.pointsBack);
      if (expires) ctx.output('expires', expires);
    },
  });
}
