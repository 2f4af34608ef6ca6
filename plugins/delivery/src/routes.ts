import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The Delivery page. */
export const rootRouteRef = createRouteRef({ id: 'delivery' });

/** All environments. */
export const environmentsRouteRef = createSubRouteRef({
  id: 'delivery/environments',
  parent: rootRouteRef,
  path: '/environments',
});

/** One environment, with a link that can be shared. */
export const environmentRouteRef = createSubRouteRef({
  id: 'delivery/environment',
  parent: rootRouteRef,
  path: '/environments/:name',
});

/** One operation, with a link that can be shared. */
export const operationRouteRef = createSubRouteRef({
  id: 'delivery/operation',
  parent: rootRouteRef,
  path: '/operations/:id',
});
