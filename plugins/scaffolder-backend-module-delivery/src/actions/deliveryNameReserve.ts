import { ConflictError, InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';
import { applyChange, changeOutputs } from '../changes/applyChange';
import { reasonOf } from '../changes/reasonOf';
import { assertName, assertNamespace } from '../names/assertName';
import {
  findAlike,
  namesInUse,
  RESERVED_KINDS,
  type ReservedKind,
} from '../names/namesInUse';
import { changeInput } from '../places/placeInput';
import { deliveryNameReserveExamples } from './deliveryNameReserve.examples';
import type { ActionDependencies, StepContext } from './types';

type Dependencies = Pick<ActionDependencies, 'delivery' | 'catalog' | 'config'>;

async function assertFree(
  deps: Dependencies,
  ctx: StepContext,
  kind: ReservedKind,
  name: string,
) {
  const { delivery, catalog } = deps;
  const credentials = await ctx.getInitiatorCredentials();
  const options = { credentials, signal: ctx.signal };
  const alike = findAlike(
    name,
    await namesInUse({ delivery, catalog }, kind, options),
  );
  if (alike) {
    throw new ConflictError(
      alike.isSame
        ? `The ${kind} ${name} is there already, in ${alike.where}; choose another name.`
        : `The ${kind} ${name} would be confused with ${alike.name} in ${alike.where}; choose another name.`,
    );
  }
  ctx.logger.info(`The ${kind} ${name} is free.`);
}

/** Only one repository keeps reservations, so that there is one place to look. */
async function repositoryOf(
  deps: Dependencies,
  ctx: StepContext,
  wanted: string | undefined,
) {
  const { delivery } = deps;
  if (wanted) return wanted;
  const credentials = await ctx.getInitiatorCredentials();
  const all = await delivery.repositories({ credentials });
  if (all.length !== 1) {
    throw new InputError(
      'Name the repository that keeps reservations; it must be the same in all templates.',
    );
  }
  return all[0].id;
}

/** Checks a name and takes it, so that nobody else can get it. */
export function createDeliveryNameReserveAction(deps: Dependencies) {
  const { delivery, config } = deps;
  return createTemplateAction({
    id: 'delivery:name:reserve',
    description:
      'Checks that a name is valid, free and not to be confused with another one, and takes it: of two tasks one gets it',
    examples: deliveryNameReserveExamples,
    supportsDryRun: true,
    schema: {
      input: {
        kind: z => z.enum(RESERVED_KINDS).describe('What the name is for'),
        name: z => z.string().min(1).describe('The name'),
        namespace: z =>
          z
            .string()
            .optional()
            .describe(
              'The namespace that will be made of it and other names; when Kubernetes would refuse it, nothing is taken',
            ),
        ...changeInput,
      },
      output: changeOutputs,
    },
    async handler(ctx) {
      const { kind, name, namespace, reason } = ctx.input;
      assertName(kind, name, config.reservedNames);
      if (namespace !== undefined) assertNamespace(namespace);
      const folder = `${config.namesFolder}/${kind}/${name}`;
      if (!config.namesFolder) {
        throw new InputError(
          'Names are reserved only with scaffolder.delivery.namesFolder in the configuration.',
        );
      }
      const repository = await repositoryOf(deps, ctx, ctx.input.repository);
      await ctx.checkpoint({
        // A task that is resumed finds its own name in use.
        key: `free.${kind}.${name}`,
        fn: async () => {
          await assertFree(deps, ctx, kind, name);
          return 'free';
        },
      });
      await applyChange({
        ...{ ctx, delivery },
        request: {
          ...{ repository, kind: 'create', newFolders: [folder] },
          subject: `Reserve the ${kind} ${name}`,
          reason: reasonOf(ctx, reason),
          // The task makes two reservations of one person differ.
          files: [
            {
              path: `${folder}/reserved.yaml`,
              text: stringify({
                ...{ kind, name, by: ctx.user?.ref ?? 'a service' },
                task: ctx.task.id,
              }),
            },
          ],
        },
      });
    },
  });
}
