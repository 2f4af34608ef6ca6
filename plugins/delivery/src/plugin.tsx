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
import BusinessIcon from '@material-ui/icons/Business';
import DirectionsBoatIcon from '@material-ui/icons/DirectionsBoat';
import { deliveryApiRef } from './api/DeliveryApi';
import { DeliveryClient } from './api/DeliveryClient';
import { deliveryFormsApiRef } from './api/FormsApi';
import { FormsClient } from './api/FormsClient';
import { fieldExtensions } from './fields/extensions';
import {
  environmentRouteRef,
  environmentsRouteRef,
  operationRouteRef,
  rootRouteRef,
  taskRouteRef,
  templateRouteRef,
  tenantsRouteRef,
} from './routes';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: deliveryApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: apis => new DeliveryClient(apis),
    }),
});

const formsApi = ApiBlueprint.make({
  name: 'forms',
  params: defineParams =>
    defineParams({
      api: deliveryFormsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: apis => new FormsClient(apis),
    }),
});

const page = PageBlueprint.make({
  params: {
    path: '/delivery',
    routeRef: rootRouteRef,
    title: 'Delivery',
    icon: <DirectionsBoatIcon fontSize="inherit" />,
    loader: async () => {
      const { DeliveryPage } = await import('./operations/DeliveryPage');
      return <DeliveryPage />;
    },
  },
});

const tenantsPage = PageBlueprint.make({
  name: 'tenants',
  params: {
    path: '/tenants',
    routeRef: tenantsRouteRef,
    title: 'Tenants',
    noHeader: true,
    icon: <BusinessIcon fontSize="inherit" />,
    loader: async () => {
      const { TenantsPlace } = await import('./tenants/TenantsPlace');
      return <TenantsPlace />;
    },
  },
});

const deploymentsContent = EntityContentBlueprint.make({
  name: 'deployments',
  params: {
    path: '/deployments',
    title: 'Deployments',
    filter: { kind: 'component' },
    loader: async () => {
      const { DeploymentsTab } = await import('./deployments/DeploymentsTab');
      return <DeploymentsTab />;
    },
  },
});

const deploymentsCard = EntityCardBlueprint.make({
  name: 'deployments',
  params: {
    type: 'content',
    filter: { kind: 'component' },
    loader: async () => {
      const { OverviewCard } = await import('./deployments/OverviewCard');
      return <OverviewCard />;
    },
  },
});

/**
 * The delivery plugin for apps on the frontend system.
 *
 * @public
 */
export const deliveryPlugin = createFrontendPlugin({
  pluginId: 'delivery',
  title: 'Delivery',
  icon: <DirectionsBoatIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    environments: environmentsRouteRef,
    environment: environmentRouteRef,
    operation: operationRouteRef,
    tenants: tenantsRouteRef,
  },
  externalRoutes: { template: templateRouteRef, task: taskRouteRef },
  extensions: [
    ...[api, formsApi, page, tenantsPage, deploymentsContent, deploymentsCard],
    ...fieldExtensions,
  ],
});
