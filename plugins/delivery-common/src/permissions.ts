import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The permissions are on catalog entities, so that policies can use the
 * catalog's own rules (owner, label, annotation) without rules of ours.
 */
const RESOURCE_TYPE_CATALOG_ENTITY = 'catalog-entity';

/** May see what runs where, and its history. @public */
export const deliveryDeploymentReadPermission = createPermission({
  name: 'delivery.deployment.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** May put an earlier version back, stop that, and undo it. @public */
export const deliveryDeploymentRollbackPermission = createPermission({
  name: 'delivery.deployment.rollback',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** May change or remove what is deployed. @public */
export const deliveryDeploymentUpdatePermission = createPermission({
  name: 'delivery.deployment.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** May add deployments, tenants and environments to a GitOps repository. @public */
export const deliveryDeploymentCreatePermission = createPermission({
  name: 'delivery.deployment.create',
  attributes: { action: 'create' },
});

/** May change or remove what belongs to no deployment, for example the file of a tenant. @public */
export const deliveryRepositoryUpdatePermission = createPermission({
  name: 'delivery.repository.update',
  attributes: { action: 'update' },
});

/** All permissions of the delivery plugin. @public */
export const deliveryPermissions = [
  deliveryDeploymentReadPermission,
  deliveryDeploymentRollbackPermission,
  deliveryDeploymentUpdatePermission,
  deliveryDeploymentCreatePermission,
  deliveryRepositoryUpdatePermission,
];
