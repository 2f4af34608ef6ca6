import type {
  RemovalPreview,
  RemovalRequest,
} from '@slipway/backstage-plugin-delivery-common';
import type { ContractsClient } from '../clients/ContractsClient';
import type { DeliveryClient } from '../clients/DeliveryClient';
import type { CallOptions } from '../clients/PluginClient';
import { findConsumers } from './findConsumers';

/** What goes with a tenant beside its folders. */
export async function tenantFilesOf(
  delivery: Pick<DeliveryClient, 'tenantFiles'>,
  { component, tenant, environments, repository }: RemovalRequest,
  options: CallOptions,
): Promise<NonNullable<RemovalPreview['ownFiles']>> {
  // A component or an environment of a tenant takes nothing from the others.
  if (!tenant || component || environments?.length) return [];
  const { items } = await delivery
    .tenantFiles(tenant, options)
    .catch((error: Error) => {
      if (error.name === 'NotFoundError') return { items: [] };
      throw error;
    });
  return items
    .filter(each => !repository || each.repository === repository)
    .flatMap(({ repository: id, description, files }) =>
      [...(description ? [description] : []), ...files.map(({ path }) => path)]
        .sort()
        .map(path => ({ repository: id, path })),
    );
}

/** What would die, and who needs it; nothing is removed. */
export async function previewRemoval(
  {
    delivery,
    contracts,
  }: {
    delivery: Pick<DeliveryClient, 'removalPlan' | 'tenantFiles'>;
    contracts: Pick<ContractsClient, 'ofComponent' | 'consumers'>;
  },
  asked: RemovalRequest,
  options: CallOptions,
): Promise<RemovalPreview> {
  const plan = await delivery.removalPlan(asked, options);
  const consumers = await findConsumers(plan, contracts, options);
  // What may not be seen in part may not be seen as a whole.
  if (plan.hidden) return { ...plan, ...consumers };
  const ownFiles = await tenantFilesOf(delivery, asked, options);
  return { ...plan, ...consumers, ...(ownFiles.length && { ownFiles }) };
}
