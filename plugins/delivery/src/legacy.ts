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
import { deliveryApiRef } from './api/DeliveryApi';
import { DeliveryClient } from './api/DeliveryClient';
import {
  environmentRouteRef,
  environmentsRouteRef,
  operationRouteRef,
  rootRouteRef,
  taskRouteRef,
  templateRouteRef,
  tenantsRouteRef,
} from './routes';

/** @public */
export const deliveryPlugin = createPlugin({
  id: 'delivery',
  routes: {
    root: rootRouteRef,
    environments: environmentsRouteRef,
    environment: environmentRouteRef,
    operation: operationRouteRef,
    tenants: tenantsRouteRef,
  },
  externalRoutes: { template: templateRouteRef, task: taskRouteRef },
  apis: [
    createApiFactory({
      api: deliveryApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: apis => new DeliveryClient(apis),
    }),
  ],
});

/** The page `/delivery`. @public */
export const DeliveryPage = deliveryPlugin.provide(
  createRoutableExtension({
    name: 'DeliveryPage',
    mountPoint: rootRouteRef,
    component: () =>
      import('./operations/DeliveryPage').then(m => m.DeliveryPage),
  }),
);

/** The page `/tenants`. @public */
export const TenantsPage = deliveryPlugin.provide(
  createRoutableExtension({
    name: 'TenantsPage',
    mountPoint: tenantsRouteRef,
    component: () => import('./tenants/TenantsPage').then(m => m.TenantsPage),
  }),
);

/** The entity tab. @public */
export const EntityDeploymentsContent = deliveryPlugin.provide(
  createComponentExtension({
    name: 'EntityDeploymentsContent',
    component: {
      lazy: () =>
        import('./deployments/DeploymentsTab').then(m => m.DeploymentsTab),
    },
  }),
);

/** The card for the overview of an entity. @public */
export const EntityDeploymentsCard = deliveryPlugin.provide(
  createComponentExtension({
    name: 'EntityDeploymentsCard',
    component: {
      lazy: () =>
        import('./deployments/OverviewCard').then(m => m.OverviewCard),
    },
  }),
);
