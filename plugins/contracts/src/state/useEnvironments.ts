import { type Loaded, useLoaded } from './useLoaded';

/** Names of the environments, first stage first; the last is what one starts with. */
export function useEnvironments(): Loaded<string[]> {
  return useLoaded('environments', (api, options) => api.environments(options));
}
