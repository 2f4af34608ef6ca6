import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/core-plugin-api';

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

/** The Tenants page. */
export const tenantsRouteRef = createRouteRef({ id: 'delivery/tenants' });

/** A template that makes or removes tenants. */
export const templateRouteRef = createExternalRouteRef({
  id: 'template',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});

/** A task that makes a tenant. */
export const taskRouteRef = createExternalRouteRef({
  id: 'task',
  params: ['taskId'],
  optional: true,
  defaultTarget: 'scaffolder.ongoingTask',
});
