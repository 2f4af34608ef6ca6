import type { DeliveryConfig } from '../config/readDeliveryConfig';
import { DefaultHostsService } from './DefaultHostsService';
import {
  DefaultRemovalsService,
  type RemovalsServiceOptions,
} from './DefaultRemovalsService';

/** The services that tell what folders own. */
export function createBelongings({
  config,
  ...options
}: RemovalsServiceOptions & { config: Pick<DeliveryConfig, 'repositories'> }) {
  const ids = config.repositories.map(({ id }) => id);
  return {
    hosts: DefaultHostsService.create({ ...options, ids }),
    removals: DefaultRemovalsService.create(options),
  };
}
