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
import { deliveryDeploymentRollbackPermission } from '@slipway/backstage-plugin-delivery-common';

/**
 * Everybody who is signed in may look and use the portal. Rolling back is for
 * the owners of a component and for those on call.
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
    if (!isPermission(permission, deliveryDeploymentRollbackPermission)) {
      return { result: AuthorizeResult.ALLOW };
    }
    const claims = user?.info.ownershipEntityRefs ?? [];
    if (claims.some(claim => this.#onCall.has(claim.toLowerCase()))) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (!claims.length) {
      return { result: AuthorizeResult.DENY };
    }
    return createCatalogConditionalDecision(
      permission as ResourcePermission<'catalog-entity'>,
      catalogConditions.isEntityOwner({ claims }),
    );
  }
}
