import type { ContractException } from '@slipway/backstage-plugin-contracts-common';
import type { Sight } from '../permissions/Sight';

/** The entities that an exception is about. */
export function namedBy({ consumer, scope }: ContractException): string[] {
  // A system has no contract of its own; who may see its APIs is asked there.
  const scopes = scope && !scope.startsWith('system:') ? [scope] : [];
  return [...scopes, ...(consumer ? [consumer] : [])];
}

/** Whether all that an exception names may be seen. */
export function isVisible(exception: ContractException, sight: Sight): boolean {
  return namedBy(exception).every(ref => sight.sees(ref));
}
