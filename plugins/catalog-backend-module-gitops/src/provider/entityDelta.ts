import { isDeepStrictEqual } from 'node:util';
import { type Entity } from '@backstage/catalog-model';
import type { EntitySet } from '../entities/describeFolders';

/** What became of entities between two commits. */
export interface EntityDelta {
  added: Entity[];
  removed: Entity[];
}

/** Those that are new or other than before, and those that are gone. */
export function entityDelta(before: EntitySet, after: EntitySet): EntityDelta {
  return {
    added: [...after]
      .filter(([ref, entity]) => !isDeepStrictEqual(before.get(ref), entity))
      .map(([, entity]) => entity),
    removed: [...before]
      .filter(([ref]) => !after.has(ref))
      .map(([, entity]) => entity),
  };
}
