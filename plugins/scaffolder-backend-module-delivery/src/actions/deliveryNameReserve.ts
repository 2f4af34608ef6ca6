import { ConflictError, InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { applyChange, changeOutputs } from '../changes/applyChange';
import { reasonOf } from '../changes/reasonOf';
import {
  NAMED_KINDS,
  type NamedKind,
} from '@slipway/backstage-plugin-delivery-common';
import { assertName, assertNamespace } from '../names/assertName';
import { checkInUse } from '../names/checkName';
import { namesRepository, reservationOf } from '../names/reservation';
import { changeInput } from '../places/placeInput';
import { deliveryNameReserveExamples } from './deliveryNameReserve.examples';
import type { ActionDependencies, StepContext, Zod } from './types';

type Dependencies = Pick<ActionDependencies, 'delivery' | 'catalog' | 'config'>;

async function assertFree(
  deps: Dependencies,
  ctx: StepContext,
  kind: NamedKind,
  name: string,
) {
  const credentials = await ctx.getInitiatorCredentials();
  const options = { credentials, signal: ctx.signal };
  const taken = await checkInUse(deps, { kind, name }, options);
  if (taken) throw new ConflictError(taken.message);
  ctx.logger.info(`The ${kind} ${name} is free.`);
}

/** A template may name another one, as it does for its other steps. */
function sayWhere({ logger }: StepContext, kept: string, asked?: string) {
  if (asked && asked !== kept) {
    logger.info(`Reservations are kept in ${kept}, and none in ${asked}.`);
  }
}

const repositoryInput = (z: Zod) =>
  z
    .string()
    .optional()
    .describe(
      'Not needed: reservations are kept in scaffolder.delivery.namesRepository, or in the only repository',
    );

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
        kind: z => z.enum(NAMED_KINDS).describe('What the name is for'),
        name: z => z.string().min(1).describe('The name'),
        namespace: z =>
          z
            .string()
            .optional()
            .describe(
              'The namespace that will be made of it and other names; when Kubernetes would refuse it, nothing is taken',
            ),
        ...changeInput,
        repository: repositoryInput,
      },
      output: changeOutputs,
    },
    async handler(ctx) {
      const { kind, name, namespace, reason } = ctx.input;
      assertName(kind, name, config.reservedNames);
      if (namespace !== undefined) assertNamespace(namespace);
      if (!config.namesFolder) {
        throw new InputError(
          'Names are reserved only with scaffolder.delivery.namesFolder in the configuration.',
        );
      }
      const credentials = await ctx.getInitiatorCredentials();
      const repository = await namesRepository(deps, { credentials });
      sayWhere(ctx, repository, ctx.input.repository);
      await ctx.checkpoint({
        // A task that is resumed finds its own name in use.
        key: `free.${kind}.${name}`,
        fn: async () => {
          await assertFree(deps, ctx, kind, name);
          return 'free';
        },
      });
      const message = `The ${kind} ${name} is free, valid and not reserved.`;
      await applyChange({
        ...{ ctx, delivery, checks: [{ status: 'ok', message }] },
        request: {
          ...reservationOf(config.namesFolder, {
            ...{ kind, name, by: ctx.user?.ref ?? 'a service' },
            // Which task it will be nobody knows beforehand.
            task: ctx.isDryRun ? 'the id of the task' : ctx.task.id,
          }),
          ...{ repository, reason: reasonOf(ctx, reason) },
        },
      });
    },
  });
}
