import type { ContractsFilter } from '../api/ContractsApi';

/** What of a filter stands in the address. */
export const FILTERS = ['group', 'owner', 'state', 'gap', 'q'] as const;

/** The name of one filter. */
export type FilterName = (typeof FILTERS)[number];

/** The filter that an address asks for. */
export function readFilter(query: URLSearchParams): ContractsFilter {
  return Object.fromEntries(
    FILTERS.flatMap(name => {
      const value = query.get(name);
      return value ? [[name, value]] : [];
    }),
  );
}

/** The address with one filter set, or without it. */
export function withFilter(
  query: URLSearchParams,
  name: FilterName,
  value: string | undefined,
): URLSearchParams {
  const next = new URLSearchParams(query);
  if (value) {
    next.set(name, value);
  } else {
    next.delete(name);
  }
  return next;
}
