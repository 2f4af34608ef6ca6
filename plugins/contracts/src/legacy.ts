/**
 * The same pages for apps on the older frontend system.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import { contractsApiRef } from './api/ContractsApi';
import { ContractsClient } from './api/ContractsClient';
import { contractPicker, contractPickerSchema } from './fields/ContractPicker';
import { rootRouteRef } from './routes';

/** @public */
export const contractsPlugin = createPlugin({
  id: 'contracts',
  routes: { root: rootRouteRef },
  apis: [
    createApiFactory({
      api: contractsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: apis => new ContractsClient(apis),
    }),
  ],
});

/** The page `/contracts`. @public */
export const ContractsPage = contractsPlugin.provide(
  createRoutableExtension({
    name: 'ContractsPage',
    mountPoint: rootRouteRef,
    component: () => import('./page/ContractsPage').then(m => m.ContractsPage),
  }),
);

/** The tab of an API. @public */
export const EntityContractContent = contractsPlugin.provide(
  createComponentExtension({
    name: 'EntityContractContent',
    component: {
      lazy: () => import('./contract/ContractTab').then(m => m.ContractTab),
    },
  }),
);

/** The card for the overview of a component. @public */
export const EntityContractsCard = contractsPlugin.provide(
  createComponentExtension({
    name: 'EntityContractsCard',
    component: {
      lazy: () =>
        import('./component/ComponentContractsCard').then(
          m => m.ComponentContractsCard,
        ),
    },
  }),
);

/** Field `ContractPicker`: an integration point of the catalog. @public */
export const ContractPickerFieldExtension = contractsPlugin.provide(
  createScaffolderFieldExtension({
    ...contractPicker,
    schema: contractPickerSchema.schema,
  }),
);
