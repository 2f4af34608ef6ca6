import type { ContractRule } from '@slipway/backstage-plugin-contracts-common';
import { loadPoints } from '../page/loadPoints';
import { type Loaded, useLoaded } from '../state/useLoaded';

/** What can be chosen in the dialog. */
export interface Offers {
  rules: readonly ContractRule[];
  environments: readonly string[];
  /** Entity references, each once and in order. */
  systems: readonly string[];
  apis: readonly string[];
  components: readonly string[];
  owners: readonly string[];
}

const inOrder = (values: readonly string[]) => [...new Set(values)].sort();

/** Asks for what can be chosen. */
export function useOffers(): Loaded<Offers> {
  return useLoaded('offers', async (api, options) => {
    const [{ items: rules }, page, environments] = await Promise.all([
      api.rules(options),
      loadPoints(filter => api.contracts(filter, options), {}),
      api.environments(options),
    ]);
    const environment = environments.at(-1);
    // Who uses something is known of what lives only; nothing else names it.
    const matrix = environment
      ? await api.matrix({ environment }, options)
      : undefined;
    const consumers = matrix?.consumers.map(({ entityRef }) => entityRef) ?? [];
    return {
      ...{ rules, environments, owners: page.owners },
      systems: inOrder(page.items.flatMap(({ system }) => system ?? [])),
      apis: inOrder(page.items.map(({ entityRef }) => entityRef)),
      components: inOrder([
        ...consumers,
        ...page.items.flatMap(({ providers }) => providers),
      ]),
    };
  });
}
