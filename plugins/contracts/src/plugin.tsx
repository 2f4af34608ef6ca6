import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import {
  ApiBlueprint,
  PageBlueprint,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  createFormField,
  FormFieldBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';
import DescriptionIcon from '@material-ui/icons/Description';
import { contractsApiRef } from './api/ContractsApi';
import { ContractsClient } from './api/ContractsClient';
import { rootRouteRef } from './routes';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: contractsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: apis => new ContractsClient(apis),
    }),
});

const page = PageBlueprint.make({
  params: {
    path: '/contracts',
    routeRef: rootRouteRef,
    title: 'Contracts',
    icon: <DescriptionIcon fontSize="inherit" />,
    loader: async () => {
      const { ContractsPage } = await import('./page/ContractsPage');
      return <ContractsPage />;
    },
  },
});

const contractContent = EntityContentBlueprint.make({
  name: 'contract',
  params: {
    path: '/contract',
    title: 'Contract',
    filter: { kind: 'api' },
    loader: async () => {
      const { ContractTab } = await import('./contract/ContractTab');
      return <ContractTab />;
    },
  },
});

const componentCard = EntityCardBlueprint.make({
  name: 'contracts',
  params: {
    type: 'content',
    filter: { kind: 'component' },
    loader: async () => {
      const { ComponentContractsCard } =
        await import('./component/ComponentContractsCard');
      return <ComponentContractsCard />;
    },
  },
});

const picker = FormFieldBlueprint.make({
  name: 'contract-picker',
  params: {
    field: async () => {
      const { contractPicker } = await import('./fields/ContractPicker');
      return createFormField(contractPicker as never);
    },
  },
});

/**
 * The contracts plugin for apps on the frontend system.
 *
 * @public
 */
export const contractsPlugin = createFrontendPlugin({
  pluginId: 'contracts',
  title: 'Contracts',
  icon: <DescriptionIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [api, page, contractContent, componentCard, picker],
});
