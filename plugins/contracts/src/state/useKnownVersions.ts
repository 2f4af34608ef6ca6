import type { ContractVersion } from '@slipway/backstage-plugin-contracts-common';
import type { SearchOption } from '../page/SearchField';
import { describePlaces, formatDay } from './names';
import { useLoaded } from './useLoaded';

function toOption({
  version,
  live,
  publishedAt,
}: ContractVersion): SearchOption {
  return {
    ...{ value: version, label: version },
    hint: describePlaces(live) || formatDay(publishedAt),
  };
}

/** Versions that were published of some contracts, newest first, each once. */
export function useKnownVersions(contractRefs: readonly string[]) {
  const refs = [...new Set(contractRefs)].sort();
  const loaded = useLoaded(
    refs.length ? refs.join() : undefined,
    async (api, options) => {
      const lists = await Promise.all(
        refs.map(ref => api.versions(ref, options)),
      );
      const found = lists.flatMap(({ items }) => items.map(toOption));
      return [...new Map(found.map(each => [each.value, each])).values()];
    },
  );
  // Without the list a version can still be typed, so its failure says nothing.
  return loaded.value ?? [];
}
