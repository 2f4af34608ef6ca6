import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { applyChange, changeOutputs } from '../changes/applyChange';
import { quotaInput } from '../changes/quotas';
import { reasonOf } from '../changes/reasonOf';
import { below, readSources, sourceInput } from '../files/readSources';
import { assertName } from '../names/assertName';
import { findFolder } from '../places/findFolder';
import { changeInput, describePlace, placeInput } from '../places/placeInput';
import { deliveryDeploymentCreateExamples } from './deliveryDeploymentCreate.examples';
import type { ActionDependencies } from './types';

/** Adds the folder of a deployment, which must not be there yet. */
export function createDeliveryDeploymentCreateAction({
  delivery,
  config,
}: Pick<ActionDependencies, 'delivery' | 'config'>) {
  return createTemplateAction({
    id: 'delivery:deployment:create',
    description:
      'Adds the folder of a deployment to its GitOps repository, in one commit',
    examples: deliveryDeploymentCreateExamples,
    supportsDryRun: true,
    schema: {
      input: { ...placeInput, ...sourceInput, ...changeInput, ...quotaInput },
      output: {
        ...changeOutputs,
        folder: z => z.string().describe('The folder in the repository'),
      },
    },
    async handler(ctx) {
      const { input } = ctx;
      assertName('component', input.component, config.reservedNames);
      const credentials = await ctx.getInitiatorCredentials();
      const options = { credentials, signal: ctx.signal };
      const repositories = await delivery.repositories(options);
      const { repository, folder } = findFolder(
        ...([repositories, input, input.repository] as const),
      );
      const files = await readSources(ctx, input);
      if (!files.length) {
        throw new InputError(
          'A deployment without a file cannot be; name a sourcePath or files.',
        );
      }
      await applyChange({
        ...{ ctx, delivery, acceptOverQuota: input.acceptOverQuota },
        request: {
          ...{ repository, kind: 'create', newFolders: [folder] },
          subject: `Add ${describePlace(input)}`,
          reason: reasonOf(ctx, input.reason),
          files: below(folder, files),
        },
      });
      ctx.output('folder', folder);
    },
  });
}
