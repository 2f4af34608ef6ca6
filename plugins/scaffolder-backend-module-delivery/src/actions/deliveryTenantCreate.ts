import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import { applyChange, changeOutputs } from '../changes/applyChange';
import { quotaInput } from '../changes/quotas';
import { reasonOf } from '../changes/reasonOf';
import { below, type InlineFile, readSources } from '../files/readSources';
import { assertName } from '../names/assertName';
import { changeInput } from '../places/placeInput';
import { tenantFile } from '../places/tenantFile';
import { tenantsFolderOf } from '../places/tenantsFolderOf';
import { type TenantService, tenantFolders } from '../places/tenantFolders';
import { deliveryTenantCreateExamples } from './deliveryTenantCreate.examples';
import type { ActionDependencies, StepContext, Zod } from './types';

const VERSION_AT = { file: 'values.yaml', path: 'image.tag' };

interface AskedService extends Omit<TenantService, 'files'> {
  sourcePath?: string;
  files?: InlineFile[];
}

const tenantInput = {
  tenant: (z: Zod) => z.string().min(1).describe('Name of the new tenant'),
  services: (z: Zod) =>
    z
      .array(
        z.object({
          component: z.string().min(1),
          environments: z.array(z.string().min(1)).min(1),
          version: z.string().optional(),
          cluster: z.string().optional(),
          sourcePath: z.string().optional(),
          files: z
            .array(z.object({ path: z.string().min(1), text: z.string() }))
            .optional(),
        }),
      )
      .min(1)
      .describe('What the tenant gets: components, versions and environments'),
  sourcePath: (z: Zod) =>
    z
      .string()
      .optional()
      .describe('Folder of the workspace with a folder for each component'),
  versionAt: (z: Zod) =>
    z
      .object({ file: z.string().min(1), path: z.string().min(1) })
      .optional()
      .describe('Where versions stand; values.yaml at image.tag by default'),
  details: (z: Zod) =>
    z
      .record(z.unknown())
      .optional()
      .describe(
        'Plan, regions, contacts and so on, for the file of the tenant',
      ),
};

async function withFiles(
  ctx: StepContext,
  sourcePath: string | undefined,
  services: readonly AskedService[],
): Promise<TenantService[]> {
  const all: TenantService[] = [];
  for (const service of services) {
    assertName('component', service.component);
    const own = sourcePath && `${sourcePath}/${service.component}`;
    const files = await readSources(ctx, {
      ...{ files: service.files },
      sourcePath: service.sourcePath ?? (service.files ? undefined : own),
    });
    all.push({ ...service, files });
  }
  return all;
}

function assertOnce(folders: readonly { folder: string }[]) {
  const names = folders.map(({ folder }) => folder);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new InputError(`${twice} is asked for twice.`);
}

/** Adds all folders of a tenant at once, or none. */
export function createDeliveryTenantCreateAction({
  delivery,
  config,
}: Pick<ActionDependencies, 'delivery' | 'config'>) {
  return createTemplateAction({
    id: 'delivery:tenant:create',
    description:
      'Adds the folders of all services of a new tenant, and the file that describes it, in one commit',
    examples: deliveryTenantCreateExamples,
    supportsDryRun: true,
    schema: {
      input: { ...tenantInput, ...changeInput, ...quotaInput },
      output: {
        ...changeOutputs,
        folders: z => z.array(z.string()).describe('Folders of the services'),
      },
    },
    async handler(ctx) {
      const { tenant: name, services, details = {}, ...input } = ctx.input;
      assertName('tenant', name, config.reservedNames);
      const credentials = await ctx.getInitiatorCredentials();
      const options = { credentials, signal: ctx.signal };
      const { repository: wanted, versionAt = VERSION_AT } = input;
      const repositories = await delivery.repositories(options);
      const folders = tenantFolders(
        repositories,
        { name, repository: wanted, versionAt },
        await withFiles(ctx, input.sourcePath, services),
      );
      assertOnce(folders);
      const [{ repository }] = folders;
      const described = tenantFile(
        tenantsFolderOf(repositories, repository, config.tenantsFolder),
        ...([name, details as JsonObject, services] as const),
      );
      await applyChange({
        ...{ ctx, delivery, newFiles: described.map(({ path }) => path) },
        acceptOverQuota: input.acceptOverQuota,
        request: {
          ...{ repository, kind: 'create' },
          subject: `Create tenant ${name}`,
          reason: reasonOf(ctx, input.reason),
          files: [
            ...folders.flatMap(({ folder, files }) => below(folder, files)),
            ...described,
          ],
          newFolders: [...new Set(folders.map(({ root }) => root))],
        },
      });
      ctx.output(
        'folders',
        folders.map(({ folder }) => folder),
      );
    },
  });
}
