import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { permissionRules } from '@backstage/plugin-catalog-backend/alpha';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  contractsContractReadPermission,
  contractsExceptionManagePermission,
  contractsVersionPublishPermission,
} from '@slipway/backstage-plugin-contracts-common';
import {
  deliveryDeploymentReadPermission,
  deliveryDeploymentRollbackPermission,
} from '@slipway/backstage-plugin-delivery-common';
import { permissionPolicyModule } from './permissionPolicyModule';

/** The policy as the module sets it, from configuration. */
async function readPolicy(onCallGroups?: string[]): Promise<PermissionPolicy> {
  let found: PermissionPolicy | undefined;
  const host = createBackendPlugin({
    pluginId: 'permission',
    register(env) {
      env.registerExtensionPoint(policyExtensionPoint, {
        setPolicy: policy => {
          found = policy;
        },
      });
      env.registerInit({ deps: {}, init: async () => {} });
    },
  });
  const data = { slipway: { permission: { onCallGroups } } };
  const config = mockServices.rootConfig.factory({ data });
  const backend = await startTestBackend({
    features: [host, permissionPolicyModule, config],
  });
  await backend.stop();
  return found!;
}

async function decide(
  permission: Permission,
  ownershipEntityRefs: string[],
  onCallGroups?: string[],
): Promise<PolicyDecision> {
  const policy = await readPolicy(onCallGroups);
  const userEntityRef = 'user:default/somebody';
  return policy.handle(
    { permission },
    {
      credentials: mockCredentials.user(userEntityRef),
      info: { userEntityRef, ownershipEntityRefs },
    },
  );
}

function ownedBy(owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'payments', namespace: 'default' },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

describe('permissionPolicyModule', () => {
  it('leaves rolling back to the catalog’s own rule of ownership', async () => {
    const claims = ['user:default/somebody', 'group:default/team-payments'];
    const decision = await decide(deliveryDeploymentRollbackPermission, claims);

    expect(decision).toEqual({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'catalog',
      resourceType: 'catalog-entity',
      conditions: {
        rule: permissionRules.isEntityOwner.name,
        resourceType: 'catalog-entity',
        params: { claims },
      },
    });
    const owns = (owner: string) =>
      permissionRules.isEntityOwner.apply(ownedBy(owner), { claims });
    expect(owns('group:default/team-payments')).toBe(true);
    expect(owns('group:default/team-shop')).toBe(false);
  });

  it('lets those on call roll back everything', async () => {
    const decision = await decide(
      deliveryDeploymentRollbackPermission,
      ['group:default/on-call'],
      ['Group:default/On-Call'],
    );
    expect(decision).toEqual({ result: AuthorizeResult.ALLOW });
  });

  it('lets nobody roll back who owns nothing', async () => {
    const decision = await decide(deliveryDeploymentRollbackPermission, []);
    expect(decision).toEqual({ result: AuthorizeResult.DENY });
  });

  it('lets owners publish versions of their contracts', async () => {
    const claims = ['group:default/team-payments'];
    const decision = await decide(contractsVersionPublishPermission, claims);
    expect(decision).toMatchObject({ result: AuthorizeResult.CONDITIONAL });
  });

  it('leaves exceptions from the rules to those on call', async () => {
    const permission = contractsExceptionManagePermission;
    const claims = ['group:default/on-call'];

    expect(await decide(permission, claims)).toEqual({
      result: AuthorizeResult.DENY,
    });
    expect(await decide(permission, claims, claims)).toEqual({
      result: AuthorizeResult.ALLOW,
    });
  });

  it.each([
    deliveryDeploymentReadPermission,
    contractsContractReadPermission,
    catalogEntityReadPermission,
  ])('lets everybody look: $name', async permission => {
    const decision = await decide(permission, []);
    expect(decision).toEqual({ result: AuthorizeResult.ALLOW });
  });
});
