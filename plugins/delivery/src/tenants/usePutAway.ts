import { storageApiRef, useApi } from '@backstage/core-plugin-api';
import { useMemo } from 'react';
import useObservable from 'react-use/lib/useObservable';

const BUCKET = 'delivery-upgrades';
const KEY = 'put-away';

/** So many are remembered; those of before are told no more by then. */
const MOST = 200;

/** Upgrades that a person no longer wants in sight, kept for that person. */
export function usePutAway() {
  const storage = useApi(storageApiRef);
  const bucket = useMemo(() => storage.forBucket(BUCKET), [storage]);
  const changes = useMemo(() => bucket.observe$<string[]>(KEY), [bucket]);
  const first = useMemo(() => bucket.snapshot<string[]>(KEY), [bucket]);
  const { value, presence } = useObservable(changes, first);
  const ids = Array.isArray(value) ? value : [];
  return {
    away: new Set<string>(ids),
    // Before the storage has answered, writing would lose what it holds.
    canPutAway: presence !== 'unknown',
    putAway: (id: string) =>
      bucket.set(KEY, [id, ...ids.filter(each => each !== id)].slice(0, MOST)),
  };
}
