import { useApi } from '@backstage/core-plugin-api';
import type {
  Revision,
  RevisionsPage,
} from '@slipway/backstage-plugin-delivery-common';
import { useState } from 'react';
import { deliveryApiRef } from '../api/DeliveryApi';
import { REVISIONS_PAGE } from './useHistories';

/** All rows that were read so far, and how to read more. */
export interface Older {
  items: Revision[];
  more: boolean;
  loading: boolean;
  error?: Error;
  load(): Promise<void>;
}

/** Pages behind the first one; the first one keeps itself up to date. */
export function useOlder(
  deploymentId: string,
  first: RevisionsPage | undefined,
): Older {
  const api = useApi(deliveryApiRef);
  const [older, setOlder] = useState<RevisionsPage>();
  const [loading, setLoading] = useState(false);
  const [error, setError] = useState<Error>();
  const cursor = older ? older.nextCursor : first?.nextCursor;
  const head = first?.items ?? [];
  const ids = new Set(head.map(r => r.id));
  const tail = (older?.items ?? []).filter(r => !ids.has(r.id));

  const load = async () => {
    setLoading(true);
    setError(undefined);
    try {
      const limit = REVISIONS_PAGE;
      const page = await api.revisions(deploymentId, { cursor, limit });
      const seen = older?.items ?? [];
      setOlder({ ...page, items: [...seen, ...page.items] });
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error(String(cause)));
    } finally {
      setLoading(false);
    }
  };
  return {
    items: [...head, ...tail],
    more: cursor !== undefined,
    loading,
    error,
    load,
  };
}
