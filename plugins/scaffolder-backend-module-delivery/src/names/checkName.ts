import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  NameAnswer,
  NamedKind,
} from '@slipway/backstage-plugin-delivery-common';
import type { DeliveryClient } from '../clients/DeliveryClient';
import type { CallOptions } from '../clients/PluginClient';
import type { ActionsConfig } from '../config/readActionsConfig';
import { nameProblem } from './assertName';
import { findAlike, namesInUse } from './namesInUse';
import { namesRepository, reservationOf } from './reservation';

/** A name and what it is for. */
export interface AskedName {
  kind: NamedKind;
  name: string;
}

interface Dependencies {
  delivery: DeliveryClient;
  catalog: CatalogService;
  config: Pick<
    ActionsConfig,
    'reservedNames' | 'namesFolder' | 'namesRepository'
  >;
}

/** What has the name already, or one that a person would take for it. */
export async function checkInUse(
  deps: Pick<Dependencies, 'delivery' | 'catalog'>,
  { kind, name }: AskedName,
  options: CallOptions,
): Promise<NameAnswer | undefined> {
  const used = await namesInUse(deps, kind, options);
  const alike = findAlike(name, used);
  if (!alike) return undefined;
  const { isSame, ...holder } = alike;
  const place = `in ${holder.where}${holder.owner ? `, owned by ${holder.owner}` : ''}`;
  return {
    ...{ kind, name, status: isSame ? 'taken' : 'alike', holder },
    message: isSame
      ? `The ${kind} ${name} is there already, ${place}; choose another name.`
      : `The ${kind} ${name} would be confused with ${holder.name} ${place}; choose another name.`,
  };
}

/** Whether somebody has taken the name and not used it yet. */
async function checkReserved(
  { delivery, config }: Dependencies,
  { kind, name }: AskedName,
  options: CallOptions,
): Promise<NameAnswer | undefined> {
  if (!config.namesFolder) return undefined;
  const reservation = { kind, name, by: 'nobody', task: 'none' };
  try {
    await delivery.plan(
      {
        ...reservationOf(config.namesFolder, reservation),
        repository: await namesRepository({ delivery, config }, options),
        reason: 'It is looked whether the name is free.',
      },
      options,
    );
    return undefined;
  } catch (error) {
    if (options.signal?.aborted) throw error;
    const { name: cause, message } = error as Error;
    return cause === 'ConflictError'
      ? {
          ...{ kind, name, status: 'taken' },
          message: `The ${kind} ${name} is reserved by another task; choose another name.`,
        }
      : {
          ...{ kind, name, status: 'unknown' },
          message: `Whether ${name} is reserved could not be told: ${message}`,
        };
  }
}

/** Whether a name can be had, and if not, who has it. */
export async function checkName(
  deps: Dependencies,
  asked: AskedName,
  options: CallOptions,
): Promise<NameAnswer> {
  const { kind, name } = asked;
  const problem = nameProblem(kind, name, deps.config.reservedNames);
  if (problem) return { kind, name, ...problem };
  return (
    (await checkInUse(deps, asked, options)) ??
    (await checkReserved(deps, asked, options)) ?? {
      ...{ kind, name, status: 'free' },
      message: `The ${kind} ${name} is free, valid and not reserved.`,
    }
  );
}
