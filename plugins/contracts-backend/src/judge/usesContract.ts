import type { ComponentVersion, Landscape } from '../landscape/Landscape';

/** Whether a version of a component uses a contract; one may have stopped to. */
export function usesContract(
  consumer: ComponentVersion,
  contractRef: string,
  landscape: Landscape,
): boolean {
  const needs = landscape.needsOf(consumer);
  return (
    !needs ||
    needs.some(({ contract }) => contract === contractRef) ||
    landscape.isSeenToUse(contractRef, consumer.entityRef)
  );
}
