import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import { useEffect } from 'react';
import { useResource, type Resource } from '../live/useResource';
import { readTenantTasks, type TenantTask } from './tenantTasks';

/** While a task is at work its steps are asked for so often. */
const EVERY_MS = 4_000;

/**
 * Tasks that make tenants. The scaffolder sends no signal of ours, so a task
 * that is at work is asked again; a portal without templates has none.
 */
export function useTenantTasks(): Resource<TenantTask[]> {
  const discoveryApi = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  const tasks = useResource({
    key: 'tenant-tasks',
    load: async ({ signal }) => {
      const base = await discoveryApi.getBaseUrl('scaffolder');
      return readTenantTasks(async path => {
        const response = await fetchApi.fetch(`${base}${path}`, { signal });
        if (!response.ok) throw await ResponseError.fromResponse(response);
        return response.json();
      });
    },
    affectedBy: signal => signal.type === 'deployments',
    reach: 'narrow',
  });
  const isAtWork = Boolean(tasks.value?.length);
  const { refresh } = tasks;
  useEffect(() => {
    if (!isAtWork) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState !== 'hidden') refresh();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [isAtWork, refresh]);
  return tasks;
}
