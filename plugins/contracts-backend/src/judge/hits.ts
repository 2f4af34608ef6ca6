import type {
  ContractChange,
  VersionComparison,
} from '@slipway/backstage-plugin-contracts-common';
import type { ContractRow } from '../database/rows';
import type { Landscape } from '../landscape/Landscape';
import { effectOn } from '../needs/affects';

/** Live consumers that a change touches, and those of which that is not known. */
export function hitsOf(
  change: ContractChange,
  contract: ContractRow,
  landscape: Landscape,
  entries: readonly string[],
  /** Whether one that was built against a version has the change behind it. */
  isBehind: (builtAgainst: string) => boolean = () => false,
): VersionComparison['changes'][number]['hits'] {
  if (change.verdict === 'safe') return [];
  return landscape.consumersOf(contract.entity_ref).flatMap(entityRef => {
    const versions = new Set(
      landscape.liveOf(entityRef).map(({ version }) => version),
    );
    return [...versions].flatMap(version => {
      const all = landscape.needsOf({ entityRef, version });
      if (!all) return [{ entityRef, version, certain: false }];
      const own = all.filter(need => need.contract === contract.entity_ref);
      const needs = own.filter(
        ({ builtAgainst }) => !builtAgainst || !isBehind(builtAgainst),
      );
      if (own.length && !needs.length) return [];
      if (!needs.length) {
        // It declared others, and was seen here all the same.
        return landscape.isSeenToUse(contract.entity_ref, entityRef)
          ? [{ entityRef, version, certain: false }]
          : [];
      }
      const effects = needs.map(need => effectOn(change, need, entries));
      if (effects.every(effect => effect === 'none')) return [];
      return [{ entityRef, version, certain: effects.includes('hit') }];
    });
  });
}
