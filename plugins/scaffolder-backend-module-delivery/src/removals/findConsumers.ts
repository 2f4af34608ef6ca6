import type {
  ConsumersPage,
  LivePlace,
} from '@slipway/backstage-plugin-contracts-common';
import type {
  RemovalConsumer,
  RemovalPlan,
  RemovalPreview,
  RemovedFolder,
} from '@slipway/backstage-plugin-delivery-common';
import type { ContractsClient } from '../clients/ContractsClient';
import type { CallOptions } from '../clients/PluginClient';
import { NotInstalledError } from '../clients/toCallError';

/** Who needs what goes, as far as contracts tell. */
export type FoundConsumers = Pick<
  RemovalPreview,
  'consumers' | 'hiddenConsumers' | 'consumersProblem' | 'consumersUntold'
>;

type Contracts = Pick<ContractsClient, 'ofComponent' | 'consumers'>;

const AT_ONCE = 8;

function placeWords({ environment, tenant }: LivePlace): string {
  return [environment, tenant].filter(Boolean).join(' · ');
}

/** Whether a folder that goes answers to somebody at a place. */
function serves(
  folder: Pick<RemovedFolder, 'environment' | 'tenant'>,
  place: LivePlace,
): boolean {
  return (
    folder.environment === place.environment &&
    // What has no tenant is for all of them.
    (!folder.tenant || !place.tenant || folder.tenant === place.tenant)
  );
}

/** The places at which somebody needs a component that goes, and stays itself. */
function neededAt(
  consumer: ConsumersPage['items'][number],
  component: string,
  folders: readonly RemovedFolder[],
): string[] {
  const provided = folders.filter(({ entityRef }) => entityRef === component);
  const places = consumer.places.filter(
    place =>
      provided.some(folder => serves(folder, place)) &&
      !folders.some(
        folder =>
          folder.entityRef === consumer.entityRef &&
          folder.environment === place.environment &&
          folder.tenant === place.tenant,
      ),
  );
  return [...new Set(places.map(placeWords))];
}

/** A contract that went meanwhile is needed by nobody. */
function undefinedIfMissing(error: Error): undefined {
  if (error.name !== 'NotFoundError') throw error;
}

async function ofComponent(
  component: string,
  folders: readonly RemovedFolder[],
  contracts: Contracts,
  options: CallOptions,
): Promise<FoundConsumers> {
  // Of a component that is in no catalog nothing is promised.
  const { provides } = (await contracts
    .ofComponent(component, options)
    .catch(undefinedIfMissing)) ?? { provides: [] };
  // What is only seen in traffic stands there by its component, and keeps no promise.
  const used = provides.filter(
    ({ entityRef, consumers }) =>
      consumers.total > 0 && entityRef.startsWith('api:'),
  );
  const found = await Promise.all(
    used.map(async ({ entityRef }) => ({
      contract: entityRef,
      page: await contracts
        .consumers(entityRef, options)
        .catch(undefinedIfMissing),
    })),
  );
  const pages = found.flatMap(({ contract, page }) =>
    page ? [{ contract, page }] : [],
  );
  const hidden = pages.flatMap(({ page }) => Object.values(page.hidden ?? {}));
  return {
    consumers: pages.flatMap(({ contract, page }) =>
      page.items.flatMap((consumer): RemovalConsumer[] => {
        const places = neededAt(consumer, component, folders);
        const { entityRef, version } = consumer;
        return places.length ? [{ entityRef, version, contract, places }] : [];
      }),
    ),
    hiddenConsumers: hidden.reduce((sum, count) => sum + count, 0),
  };
}

/** All that need something of what goes, and stay. */
export async function findConsumers(
  { folders }: Pick<RemovalPlan, 'folders'>,
  contracts: Contracts,
  options: CallOptions,
): Promise<FoundConsumers> {
  const components = [...new Set(folders.map(({ entityRef }) => entityRef))];
  const found: FoundConsumers = { consumers: [], hiddenConsumers: 0 };
  try {
    for (let index = 0; index < components.length; index += AT_ONCE) {
      const some = await Promise.all(
        components
          .slice(index, index + AT_ONCE)
          .map(ref => ofComponent(ref, folders, contracts, options)),
      );
      for (const each of some) {
        found.consumers.push(...each.consumers);
        found.hiddenConsumers += each.hiddenConsumers;
      }
    }
    return found;
  } catch (error) {
    if (options.signal?.aborted) throw error;
    if (error instanceof NotInstalledError) {
      const consumersProblem =
        'This portal knows no contracts, so it is not known who needs it.';
      return { ...found, consumersProblem };
    }
    const consumersProblem = `Who needs it could not be told: ${(error as Error).message}`;
    return { ...found, consumersProblem, consumersUntold: true };
  }
}
