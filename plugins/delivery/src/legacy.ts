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
import { deliveryApiRef } from './api/DeliveryApi';
import { deliveryFormsApiRef } from './api/FormsApi';
import { FormsClient } from './api/FormsClient';
import { FIELDS } from './fields/definitions';
import { legacyField } from './fields/legacyField';
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
    createApiFactory({
      api: deliveryFormsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: apis => new FormsClient(apis),
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

/** Field `DeliveryEnvironment`: the environments that are there. @public */
export const DeliveryEnvironmentFieldExtension = deliveryPlugin.provide(
  createScaffolderFieldExtension(legacyField(FIELDS.environment)),
);

/** Field `DeliveryTenant`: the tenants that are there. @public */
export const DeliveryTenantFieldExtension = deliveryPlugin.provide(
  createScaffolderFieldExtension(legacyField(FIELDS.tenant)),
);

/** Field `DeliveryServices`: services of a place, each with its version. @public */
export const DeliveryServicesFieldExtension = deliveryPlugin.provide(
  createScaffolderFieldExtension(legacyField(FIELDS.services)),
);

/** Field `DeliveryVersion`: versions of a component, with what is known of each. @public */
export const DeliveryVersionFieldExtension = deliveryPlugin.provide(
  createScaffolderFieldExtension(legacyField(FIELDS.version)),
);

/** Field `DeliveryName`: a name that is free. @public */
export const DeliveryNameFieldExtension = deliveryPlugin.provide(
  createScaffolderFieldExtension(legacyField(FIELDS.name)),
);

/** Field `DeliveryTenantName`: the same for tenants. @public */
export const DeliveryTenantNameFieldExtension = deliveryPlugin.provide(
  createScaffolderFieldExtension(legacyField(FIELDS['tenant-name'])),
);

/** Field `DeliveryHostName`: a host name that no other folder uses. @public */
export const DeliveryHostNameFieldExtension = deliveryPlugin.provide(
  createScaffolderFieldExtension(legacyField(FIELDS['host-name'])),
);

/** Field `DeliveryRepository`: address of a new repository. @public */
export const DeliveryRepositoryFieldExtension = deliveryPlugin.provide(
  createScaffolderFieldExtension(legacyField(FIELDS.repository)),
);

/** Field `DeliveryRepositoryId`: one of the portal's GitOps repositories. @public */
export const DeliveryRepositoryIdFieldExtension = deliveryPlugin.provide(
  createScaffolderFieldExtension(legacyField(FIELDS['repository-id'])),
);

/** Field `DeliveryTimeToLive`: how long an environment lives. @public */
export const DeliveryTimeToLiveFieldExtension = deliveryPlugin.provide(
  createScaffolderFieldExtension(legacyField(FIELDS['time-to-live'])),
);

/** Field `DeliveryHosting`: what serves it. @public */
export const DeliveryHostingFieldExtension = deliveryPlugin.provide(
  createScaffolderFieldExtension(legacyField(FIELDS.hosting)),
);

/** Field `DeliverySecret`: a secret that the browser seals. @public */
export const DeliverySecretFieldExtension = deliveryPlugin.provide(
  createScaffolderFieldExtension(legacyField(FIELDS.secret)),
);

/** Field `DeliverySealingCluster`: a cluster that secrets can be sealed for. @public */
export const DeliverySealingClusterFieldExtension = deliveryPlugin.provide(
  createScaffolderFieldExtension(legacyField(FIELDS['sealing-cluster'])),
);

/** Field `DeliveryPlan`: one of the configured plans. @public */
export const DeliveryPlanFieldExtension = deliveryPlugin.provide(
  createScaffolderFieldExtension(legacyField(FIELDS.plan)),
);

/** Field `DeliveryRemovalPreview`: what dies, and its name typed once more. @public */
export const DeliveryRemovalPreviewFieldExtension = deliveryPlugin.provide(
  createScaffolderFieldExtension(legacyField(FIELDS['removal-preview'])),
);

export { DeliveryReviewStep } from './review/ReviewStep';

/** Field `DeliveryHostNames`: host names of a tenant that is copied. @public */
export const DeliveryHostNamesFieldExtension = deliveryPlugin.provide(
  createScaffolderFieldExtension(legacyField(FIELDS.hosts)),
);

/** Field `DeliveryAsTenant`: begins as the tenant has it that is copied. @public */
export const DeliveryAsTenantFieldExtension = deliveryPlugin.provide(
  createScaffolderFieldExtension(legacyField(FIELDS['as-tenant'])),
);

/** Field `DeliveryUndescribed`: what is deployed and not in the catalog. @public */
export const DeliveryUndescribedFieldExtension = deliveryPlugin.provide(
  createScaffolderFieldExtension(legacyField(FIELDS.undescribed)),
);

/** Field `DeliveryOwner`: a group or user that the catalog knows. @public */
export const DeliveryOwnerFieldExtension = deliveryPlugin.provide(
  createScaffolderFieldExtension(legacyField(FIELDS.owner)),
);
