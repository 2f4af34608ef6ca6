import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The permissions are on catalog entities, so that policies can use the
 * catalog's own rules (owner, label, annotation) without rules of ours.
 */
const RESOURCE_TYPE_CATALOG_ENTITY = 'catalog-entity';

/** May see the versions of a contract, who uses it and what breaks. @public */
export const contractsContractReadPermission = createPermission({
  name: 'contracts.contract.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** May publish versions of a contract, or what a consumer needs. @public */
export const contractsVersionPublishPermission = createPermission({
  name: 'contracts.version.publish',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** May judge otherwise than the rules do, for a time. @public */
export const contractsExceptionManagePermission = createPermission({
  name: 'contracts.exception.manage',
  attributes: { action: 'update' },
});

/** All permissions of the contracts plugin. @public */
export const contractsPermissions = [
  contractsContractReadPermission,
  contractsVersionPublishPermission,
  contractsExceptionManagePermission,
];
