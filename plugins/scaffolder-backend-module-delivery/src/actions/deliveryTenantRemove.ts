import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { applyChange, changeOutputs } from '../changes/applyChange';
import { reasonOf } from '../changes/reasonOf';
import { assertName } from '../names/assertName';
import { changeInput } from '../places/placeInput';
import { tenantsFolderOf } from '../places/tenantsFolderOf';
import { assertConfirmed } from '../removals/assertMayGo';
import { deliveryTenantRemoveExamples } from './deliveryTenantRemove.examples';
import type { ActionDependencies } from './types';

function onlyRepository(
  tenant: string,
  deployments: readonly Deployment[],
): string | undefined {
  const ids = new Set(deployments.map(({ repository }) => repository));
  if (ids.size > 1) {
    throw new ConflictError(
      `${tenant} stands in several repositories: ${[...ids].join(', ')}. Remove it from each, by naming the repository.`,
    );
  }
  return [...ids][0];
}

/** Removes all folders of a tenant at once. */
export function createDeliveryTenantRemoveAction({
  delivery,
  config,
}: Pick<ActionDependencies, 'delivery' | 'config'>) {
  return createTemplateAction({
    id: 'delivery:tenant:remove',
    description:
      'Removes the folders of all deployments of a tenant, and the file that describes it, in one commit',
    examples: deliveryTenantRemoveExamples,
    supportsDryRun: true,
    schema: {
      input: {
        tenant: z => z.string().min(1).describe('Name of the tenant'),
        confirmation: z =>
          z
            .string()
            .optional()
            .describe(
              'The name typed again; must be the same when it is given',
            ),
        ...changeInput,
      },
      output: {
        ...changeOutputs,
        folders: z => z.array(z.string()).describe('Folders that are removed'),
      },
    },
    async handler(ctx) {
      const { tenant, repository: wanted, reason, confirmation } = ctx.input;
      assertName('tenant', tenant);
      if (confirmation !== undefined) {
        assertConfirmed('tenant', tenant, confirmation);
      }
      const credentials = await ctx.getInitiatorCredentials();
      const options = { credentials, signal: ctx.signal };
      const all = await delivery.deployments({ tenant }, options);
      const own = all.filter(
        ({ repository }) => !wanted || repository === wanted,
      );
      const repository = wanted ?? onlyRepository(tenant, own);
      ctx.output(
        'folders',
        own.map(({ path }) => path),
      );
      if (!repository) {
        ctx.logger.info(`Nothing is deployed for ${tenant}; nothing changes.`);
        ctx.output('paths', []);
        return;
      }
      const tenantsFolder = tenantsFolderOf(
        await delivery.repositories(options),
        ...([repository, config.tenantsFolder] as const),
      );
      await applyChange({
        ...{ ctx, delivery },
        request: {
          ...{ repository, kind: 'remove' },
          subject: `Remove tenant ${tenant}`,
          reason: reasonOf(ctx, reason),
          files: tenantsFolder
            ? [{ path: `${tenantsFolder}/${tenant}.yaml` }]
            : [],
          removeFolders: own.map(({ path }) => path),
        },
      });
    },
  });
}
