import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  deliveryDeploymentReadPermission,
  deliveryDeploymentCreatePermission,
  deliveryDeploymentRollbackPermission,
  deliveryDeploymentUpdatePermission,
  deliveryRepositoryUpdatePermission,
} from '@slipway/backstage-plugin-delivery-common';

/** Asks what a caller may do with entities, many at once. */
export class EntityAuthorizer {
  readonly #permissions: PermissionsService;

  private constructor(permissions: PermissionsService) {
    this.#permissions = permissions;
  }

  static create(permissions: PermissionsService) {
    return new EntityAuthorizer(permissions);
  }

  async #allowed(
    permission: ResourcePermission,
    entityRefs: string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>> {
    const unique = [...new Set(entityRefs)];
    if (!unique.length) {
      return new Set();
    }
    const decisions = await this.#permissions.authorize(
      unique.map(resourceRef => ({ permission, resourceRef })),
      { credentials },
    );
    return new Set(
      unique.filter(
        (_, index) => decisions[index].result === AuthorizeResult.ALLOW,
      ),
    );
  }

  /** Those of the entities whose deployments the caller may see. */
  async readable(entityRefs: string[], credentials: BackstageCredentials) {
    return this.#allowed(
      deliveryDeploymentReadPermission,
      entityRefs,
      credentials,
    );
  }

  /** Those of the entities whose deployments the caller may roll back. */
  async rollbackable(entityRefs: string[], credentials: BackstageCredentials) {
    return this.#allowed(
      deliveryDeploymentRollbackPermission,
      entityRefs,
      credentials,
    );
  }

  /**
   * Whether the answer is the same for every entity.
   *
   * @returns undefined when it depends on the entity
   */
  async readsAll(
    credentials: BackstageCredentials,
  ): Promise<boolean | undefined> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: deliveryDeploymentReadPermission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.CONDITIONAL) {
      return undefined;
    }
    return decision.result === AuthorizeResult.ALLOW;
  }

  /** @throws NotAllowedError */
  async assertReadable(entityRef: string, credentials: BackstageCredentials) {
    const readable = await this.readable([entityRef], credentials);
    if (!readable.has(entityRef)) {
      throw new NotAllowedError(
        `You may not see the deployments of ${entityRef}; ask its owner for the permission ${deliveryDeploymentReadPermission.name}.`,
      );
    }
  }

  /** @throws NotAllowedError */
  async assertRollbackable(
    entityRef: string,
    credentials: BackstageCredentials,
  ) {
    const allowed = await this.rollbackable([entityRef], credentials);
    if (!allowed.has(entityRef)) {
      throw new NotAllowedError(
        `You may not roll back ${entityRef}; ask its owner for the permission ${deliveryDeploymentRollbackPermission.name}.`,
      );
    }
  }

  /** Those that the caller may change. */
  async updatable(
    entityRefs: string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>> {
    return this.#allowed(
      deliveryDeploymentUpdatePermission,
      entityRefs,
      credentials,
    );
  }

  /** Whether the caller may write to repositories at all, and to what belongs to no deployment. */
  async mayWrite(
    credentials: BackstageCredentials,
  ): Promise<{ create: boolean; shared: boolean }> {
    const [create, shared] = await this.#permissions.authorize(
      [
        { permission: deliveryDeploymentCreatePermission },
        { permission: deliveryRepositoryUpdatePermission },
      ],
      { credentials },
    );
    return {
      create: create.result === AuthorizeResult.ALLOW,
      shared: shared.result === AuthorizeResult.ALLOW,
    };
  }

  /** @throws NotAllowedError that names those that may not be changed, and counts those that may not even be seen */
  async assertUpdatable(
    entityRefs: string[],
    credentials: BackstageCredentials,
  ) {
    const permission = deliveryDeploymentUpdatePermission;
    const allowed = await this.#allowed(permission, entityRefs, credentials);
    const refused = [...new Set(entityRefs)].filter(ref => !allowed.has(ref));
    if (!refused.length) return;
    const readable = await this.readable(refused, credentials);
    const named = refused.filter(ref => readable.has(ref));
    const hidden = refused.length - named.length;
    const what = [
      ...named,
      ...(hidden
        ? [`${hidden} component${hidden === 1 ? '' : 's'} that you may not see`]
        : []),
    ];
    throw new NotAllowedError(
      `You may not change ${what.join(', ')}; ask the owner for the permission ${permission.name}.`,
    );
  }

  /** @throws NotAllowedError */
  async assertMayCreate(credentials: BackstageCredentials) {
    await this.#assert(
      ...([deliveryDeploymentCreatePermission, credentials] as const),
      'change GitOps repositories',
    );
  }

  /** @throws NotAllowedError */
  async assertMayUpdateShared(credentials: BackstageCredentials) {
    await this.#assert(
      ...([deliveryRepositoryUpdatePermission, credentials] as const),
      'change files of a GitOps repository that belong to no deployment',
    );
  }

  async #assert(
    permission: BasicPermission,
    credentials: BackstageCredentials,
    act: string,
  ) {
    const [{ result }] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not ${act}; ask for the permission ${permission.name}.`,
      );
    }
  }
}
