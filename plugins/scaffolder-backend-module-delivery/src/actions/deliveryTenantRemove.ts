import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { changeOutputs } from '../changes/applyChange';
import { assertName } from '../names/assertName';
import { changeInput } from '../places/placeInput';
import { assertConfirmed } from '../removals/assertMayGo';
import { removeFolders } from '../removals/removeFolders';
import { deliveryTenantRemoveExamples } from './deliveryTenantRemove.examples';
import type { ActionDependencies } from './types';

/** Removes all of a tenant at once. */
export function createDeliveryTenantRemoveAction({
  delivery,
  contracts,
  config,
}: Pick<ActionDependencies, 'delivery' | 'contracts' | 'config'>) {
  return createTemplateAction({
    id: 'delivery:tenant:remove',
    description:
      'Removes the folders of all deployments of a tenant, what belongs to it beside them, and the file that describes it, in one commit; refused while somebody else needs something of it',
    examples: deliveryTenantRemoveExamples,
    supportsDryRun: true,
    schema: {
      input: {
        tenant: z => z.string().min(1).describe('Name of the tenant'),
        confirmation: z =>
          z.string().describe('The name of the tenant, typed again'),
        acceptConsumers: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Go on although somebody who stays needs something of it',
            ),
        ...changeInput,
      },
      output: {
        ...changeOutputs,
        folders: z => z.array(z.string()).describe('Folders that are removed'),
      },
    },
    async handler(ctx) {
      const { tenant, repository, reason } = ctx.input;
      const { confirmation, acceptConsumers } = ctx.input;
      assertName('tenant', tenant);
      assertConfirmed('tenant', tenant, confirmation);
      const credentials = await ctx.getInitiatorCredentials();
      const repositories = await delivery.repositories({
        ...{ credentials, signal: ctx.signal },
      });
      // Where the plugin knows of no such files, the actions alone do.
      const isKnown = repositories.some(each => each.tenantsFolder);
      const { tenantsFolder } = config;
      const folders = await removeFolders(
        ctx,
        { delivery, contracts },
        {
          ...{ tenant, reason, acceptConsumers },
          ...(repository && { repository }),
          subject: `Remove tenant ${tenant}`,
          files:
            tenantsFolder && !isKnown
              ? [`${tenantsFolder}/${tenant}.yaml`]
              : [],
        },
      );
      ctx.output('folders', folders);
    },
  });
}
