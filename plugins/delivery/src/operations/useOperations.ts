import { useApi } from '@backstage/core-plugin-api';
import {
  isAbout,
  isOperationEnded,
  type Operation,
  type OperationSummary,
} from '@slipway/backstage-plugin-delivery-common';
import { useState } from 'react';
import { deliveryApiRef } from '../api/DeliveryApi';
import { useResource, type Resource } from '../live/useResource';

const PAGE = 50;

/** One operation that keeps itself up to date. */
export function useOperation(id: string): Resource<Operation> {
  const api = useApi(deliveryApiRef);
  return useResource({
    key: `operation:${id}`,
    load: options => api.operation(id, options),
    // A later commit or operation may undo it, or pass it over.
    affectedBy: (signal, operation) =>
      (signal.type === 'operation' && signal.operationId === id) ||
      isAbout(signal, operation && [operation.topic]),
  });
}

/** Operations the person may see, newest first. */
export interface OperationList {
  items: OperationSummary[];
  running: OperationSummary[];
  ended: OperationSummary[];
  total: number;
}

/** The newest operations; asking for more makes the page longer. */
export function useOperations(): Resource<OperationList> & {
  more: boolean;
  showMore(): void;
} {
  const api = useApi(deliveryApiRef);
  const [limit, setLimit] = useState(PAGE);
  const resource = useResource<OperationList>({
    key: 'operations',
    load: async ({ signal }) => {
      const items: OperationSummary[] = [];
      let cursor: string | undefined;
      let total = 0;
      do {
        const page = await api.operations({}, { cursor, limit: PAGE, signal });
        items.push(...page.items);
        ({ nextCursor: cursor, totalItems: total } = page);
      } while (cursor && items.length < limit);
      return {
        items,
        total,
        running: items.filter(o => !isOperationEnded(o.state)),
        ended: items.filter(o => isOperationEnded(o.state)),
      };
    },
    affectedBy: signal => signal.type === 'operation',
    reach: 'wide',
  });
  const { value, refresh } = resource;
  return {
    ...resource,
    more: value !== undefined && value.items.length < value.total,
    showMore: () => {
      setLimit(n => n + PAGE);
      refresh();
    },
  };
}
