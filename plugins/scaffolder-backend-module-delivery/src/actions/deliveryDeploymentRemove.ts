import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { applyChange, changeOutputs } from '../changes/applyChange';
import { reasonOf } from '../changes/reasonOf';
import { findFolder } from '../places/findFolder';
import { changeInput, describePlace, placeInput } from '../places/placeInput';
import { deliveryDeploymentRemoveExamples } from './deliveryDeploymentRemove.examples';
import type { ActionDependencies } from './types';

/** Removes the folder of a deployment; one that is gone already is fine. */
export function createDeliveryDeploymentRemoveAction({
  delivery,
}: Pick<ActionDependencies, 'delivery'>) {
  return createTemplateAction({
    id: 'delivery:deployment:remove',
    description:
      'Removes the folder of a deployment from its GitOps repository, in one commit; what it owns in the runtime goes with it',
    examples: deliveryDeploymentRemoveExamples,
    supportsDryRun: true,
    schema: {
      input: { ...placeInput, ...changeInput },
      output: {
        ...changeOutputs,
        folder: z => z.string().describe('The folder in the repository'),
      },
    },
    async handler(ctx) {
      const { input } = ctx;
      const credentials = await ctx.getInitiatorCredentials();
      const options = { credentials, signal: ctx.signal };
      const repositories = await delivery.repositories(options);
      const { repository, folder } = findFolder(
        ...([repositories, input, input.repository] as const),
      );
      await applyChange({
        ...{ ctx, delivery },
        request: {
          ...{ repository, kind: 'remove', files: [], removeFolders: [folder] },
          subject: `Remove ${describePlace(input)}`,
          reason: reasonOf(ctx, input.reason),
        },
      });
      ctx.output('folder', folder);
    },
  });
}
