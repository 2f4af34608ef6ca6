import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  contractsContractReadPermission,
  contractsExceptionManagePermission,
  contractsVersionPublishPermission,
} from '@slipway/backstage-plugin-contracts-common';

/** Asks what a caller may do with contracts, many at once. */
export class ContractAuthorizer {
  readonly #permissions: PermissionsService;

  private constructor(permissions: PermissionsService) {
    this.#permissions = permissions;
  }

  static create(permissions: PermissionsService) {
    return new ContractAuthorizer(permissions);
  }

  /**
   * Those of the contracts that the caller may see.
   *
   * @param all - asked for only when the answer depends on the contract
   * @returns undefined when it may see all
   */
  async readable(
    all: () => Promise<readonly string[]>,
    credentials: BackstageCredentials,
  ): Promise<string[] | undefined> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: contractsContractReadPermission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.ALLOW) return undefined;
    if (decision.result === AuthorizeResult.DENY) return [];
    return this.#allowed(
      contractsContractReadPermission,
      await all(),
      credentials,
    );
  }

  /** @throws NotAllowedError */
  async assertReadable(entityRef: string, credentials: BackstageCredentials) {
    await this.#assert(
      ...([contractsContractReadPermission, entityRef] as const),
      ...(['see the contract', credentials] as const),
    );
  }

  /** @throws NotAllowedError */
  async assertPublishable(
    entityRef: string,
    credentials: BackstageCredentials,
  ) {
    await this.#assert(
      ...([contractsVersionPublishPermission, entityRef] as const),
      ...(['publish for', credentials] as const),
    );
  }

  /** @throws NotAllowedError */
  async assertMayExcept(credentials: BackstageCredentials) {
    if (!(await this.mayExcept(credentials))) {
      const { name } = contractsExceptionManagePermission;
      throw new NotAllowedError(
        `You may not make or end exceptions; ask for the permission ${name}.`,
      );
    }
  }

  async mayExcept(credentials: BackstageCredentials): Promise<boolean> {
    const permission = contractsExceptionManagePermission;
    const [{ result }] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return result === AuthorizeResult.ALLOW;
  }

  async #assert(
    permission: ResourcePermission,
    entityRef: string,
    act: string,
    credentials: BackstageCredentials,
  ) {
    const allowed = await this.#allowed(permission, [entityRef], credentials);
    if (!allowed.length) {
      throw new NotAllowedError(
        `You may not ${act} ${entityRef}; ask its owner for the permission ${permission.name}.`,
      );
    }
  }

  async #allowed(
    permission: ResourcePermission,
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<string[]> {
    const refs = [...new Set(entityRefs)];
    if (!refs.length) return [];
    const decisions = await this.#permissions.authorize(
      refs.map(resourceRef => ({ permission, resourceRef })),
      { credentials },
    );
    return refs.filter(
      (_, index) => decisions[index].result === AuthorizeResult.ALLOW,
    );
  }
}
