import type {
  RemovalPreview,
  RemovalRequest,
} from '@slipway/backstage-plugin-delivery-common';
import type { ContractsClient } from '../clients/ContractsClient';
import type { DeliveryClient } from '../clients/DeliveryClient';
import type { CallOptions } from '../clients/PluginClient';
import { findConsumers } from './findConsumers';

/** What would die, and who needs it; nothing is removed. */
export async function previewRemoval(
  {
    delivery,
    contracts,
  }: {
    delivery: Pick<DeliveryClient, 'removalPlan'>;
    contracts: Pick<ContractsClient, 'ofComponent' | 'consumers'>;
  },
  asked: RemovalRequest,
  options: CallOptions,
): Promise<RemovalPreview> {
  const plan = await delivery.removalPlan(asked, options);
  return { ...plan, ...(await findConsumers(plan, contracts, options)) };
}
