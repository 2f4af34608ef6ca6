import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The Delivery page. */
export const rootRouteRef = createRouteRef({ id: 'delivery' });

/** One operation, with a link that can be shared. */
export const operationRouteRef = createSubRouteRef({
  id: 'delivery/operation',
  parent: rootRouteRef,
  path: '/operations/:id',
});
