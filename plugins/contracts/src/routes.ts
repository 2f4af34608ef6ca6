import { createRouteRef } from '@backstage/core-plugin-api';

/** The Contracts page. */
export const rootRouteRef = createRouteRef({ id: 'contracts' });
