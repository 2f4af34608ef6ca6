import { SERVICES } from '../story/services';
import { eventContracts } from './eventContracts';
import { ledgerDatabase } from './ledgerDatabase';
import { otherContracts } from './otherContracts';
import { paymentsApi } from './paymentsApi';
import { restContracts } from './restContracts';
import type { StoryContract } from './StoryContract';

/** All contracts of the invented company. */
export const STORY_CONTRACTS: readonly StoryContract[] = [
  paymentsApi,
  ...restContracts,
  ...eventContracts,
  ...otherContracts,
  ledgerDatabase,
];

/** Versions of a service that are told of, oldest first. */
export function versionsOf(service: string): string[] {
  const found = SERVICES.find(({ name }) => name === service);
  const today = Object.values(found?.today ?? {}).map(each => each.version);
  // Told from dev to prod, which is the newest first.
  return [...new Set([...(found?.earlier ?? []), ...today.reverse()])];
}

/** Versions of a contract, oldest first. */
export function contractVersions(contract: StoryContract): string[] {
  return contract.versions ?? versionsOf(contract.provider);
}
