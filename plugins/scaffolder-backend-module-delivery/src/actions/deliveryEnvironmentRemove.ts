import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { changeOutputs } from '../changes/applyChange';
import { changeInput, placeInput } from '../places/placeInput';
import { assertConfirmed } from '../removals/assertMayGo';
import { removeFolders } from '../removals/removeFolders';
import { deliveryEnvironmentRemoveExamples } from './deliveryEnvironmentRemove.examples';
import type { ActionDependencies } from './types';

/** Removes all that stands in an environment. */
export function createDeliveryEnvironmentRemoveAction({
  delivery,
  contracts,
}: Pick<ActionDependencies, 'delivery' | 'contracts'>) {
  return createTemplateAction({
    id: 'delivery:environment:remove',
    description:
      'Removes the folders of all that stands in an environment, in one commit; the configuration still knows its name',
    examples: deliveryEnvironmentRemoveExamples,
    supportsDryRun: true,
    schema: {
      input: {
        environment: placeInput.environment,
        confirmation: z =>
          z.string().describe('The name of the environment, typed again'),
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
      const { environment, confirmation, repository } = ctx.input;
      const { reason, acceptConsumers } = ctx.input;
      assertConfirmed('environment', environment, confirmation);
      const folders = await removeFolders(
        ctx,
        { delivery, contracts },
        {
          ...{ environments: [environment], reason, acceptConsumers },
          ...(repository && { repository }),
          subject: `Remove all of ${environment}`,
        },
      );
      ctx.output('folders', folders);
    },
  });
}
