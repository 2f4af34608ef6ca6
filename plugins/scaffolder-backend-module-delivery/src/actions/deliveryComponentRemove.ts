import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { applyChange, changeOutputs } from '../changes/applyChange';
import { reasonOf } from '../changes/reasonOf';
import { assertName } from '../names/assertName';
import { changeInput, placeInput } from '../places/placeInput';
import { assertConfirmed } from '../removals/assertMayGo';
import { removeFolders } from '../removals/removeFolders';
import { deliveryComponentRemoveExamples } from './deliveryComponentRemove.examples';
import type { ActionDependencies } from './types';

function subjectOf(
  component: string,
  tenant: string | undefined,
  environments: readonly string[],
): string {
  const words = [
    `Remove ${component}`,
    tenant && `of ${tenant}`,
    environments.length ? `from ${environments.join(', ')}` : 'everywhere',
  ];
  return words.filter(Boolean).join(' ').slice(0, 100);
}

/** Where the reservation of its name stands, if any is kept. */
function reservationOf(
  { namesFolder }: ActionDependencies['config'],
  component: string,
): string[] {
  return namesFolder
    ? [`${namesFolder}/component/${component}/reserved.yaml`]
    : [];
}

/** Removes a component from all environments, or from some. */
export function createDeliveryComponentRemoveAction({
  delivery,
  contracts,
  config,
}: Pick<ActionDependencies, 'delivery' | 'contracts' | 'config'>) {
  return createTemplateAction({
    id: 'delivery:component:remove',
    description:
      'Removes the folders of a component in all environments or in some, in one commit; refused while somebody else needs it',
    examples: deliveryComponentRemoveExamples,
    supportsDryRun: true,
    schema: {
      input: {
        component: placeInput.component,
        confirmation: z =>
          z.string().describe('The name of the component, typed again'),
        environments: z =>
          z
            .array(z.string().min(1))
            .optional()
            .describe('Where it is removed; everywhere when empty or absent'),
        tenant: placeInput.tenant,
        acceptConsumers: z =>
          z
            .boolean()
            .optional()
            .describe('Go on although somebody who stays needs it'),
        releaseName: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Give a reservation of its name back as well, which asks the permission delivery.repository.update',
            ),
        ...changeInput,
      },
      output: {
        ...changeOutputs,
        folders: z => z.array(z.string()).describe('Folders that are removed'),
      },
    },
    async handler(ctx) {
      const { component, tenant, environments = [], repository } = ctx.input;
      const { confirmation, reason, acceptConsumers, releaseName } = ctx.input;
      assertName('component', component);
      assertConfirmed('component', component, confirmation);
      const reservations = releaseName ? reservationOf(config, component) : [];
      const { namesRepository } = config;
      const folders = await removeFolders(
        ctx,
        { delivery, contracts },
        {
          ...{ component, reason, acceptConsumers },
          ...(tenant && { tenant }),
          ...(environments.length && { environments }),
          ...(repository && { repository }),
          subject: subjectOf(component, tenant, environments),
          files: namesRepository ? [] : reservations,
        },
      );
      if (namesRepository && reservations.length) {
        // Its own repository keeps it, so it is another commit.
        const { output: _, ...quiet } = ctx;
        await applyChange({
          ...{ ctx: { ...quiet, output: () => {} }, delivery },
          request: {
            ...{ repository: namesRepository, kind: 'remove' },
            subject: `Give the name ${component} free again`,
            reason: reasonOf(ctx, reason),
            files: reservations.map(path => ({ path })),
          },
        });
      }
      ctx.output('folders', folders);
    },
  });
}
