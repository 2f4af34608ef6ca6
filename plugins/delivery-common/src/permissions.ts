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

/** All permissions of the delivery plugin. @public */
export const deliveryPermissions = [
  deliveryDeploymentReadPermission,
  deliveryDeploymentRollbackPermission,
];
