import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  type PolicyDecision,
  type ResourcePermission,
  isPermission,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  contractsExceptionManagePermission,
  contractsVersionPublishPermission,
} from '@slipway/backstage-plugin-contracts-common';
import {
  deliveryDeploymentRollbackPermission,
  deliveryDeploymentUpdatePermission,
  deliveryRepositoryUpdatePermission,
} from '@slipway/backstage-plugin-delivery-common';

/** For the owners of an entity, and for those on call. */
const FOR_OWNERS = [
  deliveryDeploymentRollbackPermission,
  deliveryDeploymentUpdatePermission,
  contractsVersionPublishPermission,
];

/** For those on call alone. */
const FOR_ON_CALL = [
  contractsExceptionManagePermission,
  deliveryRepositoryUpdatePermission,
];

/**
 * Everybody who is signed in may look and use the portal, and add
 * services and tenants. Rolling back, changing what is there and publishing
 * contracts are for owners and for those on call, exceptions
 * from the rules and what belongs to no deployment for those on call alone.
 */
export class DeliveryPermissionPolicy implements PermissionPolicy {
  readonly #onCall: ReadonlySet<string>;

  private constructor(onCall: ReadonlySet<string>) {
    this.#onCall = onCall;
  }

  /** @param onCallGroups - entity refs of groups whose members may roll back everything */
  static create(options: { onCallGroups: string[] }) {
    const refs = options.onCallGroups.map(ref => ref.toLowerCase());
    return new DeliveryPermissionPolicy(new Set(refs));
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const forOwners = FOR_OWNERS.some(each => isPermission(permission, each));
    const forOnCall = FOR_ON_CALL.some(each => isPermission(permission, each));
    if (!forOwners && !forOnCall) {
      return { result: AuthorizeResult.ALLOW };
    }
    const claims = user?.info.ownershipEntityRefs ?? [];
    if (claims.some(claim => this.#onCall.has(claim.toLowerCase()))) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (!claims.length || forOnCall) {
      return { result: AuthorizeResult.DENY };
    }
    return createCatalogConditionalDecision(
      permission as ResourcePermission<'catalog-entity'>,
      catalogConditions.isEntityOwner({ claims }),
    );
  }
}
