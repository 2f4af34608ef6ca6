import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import type {
  DeployedVersion,
  Deployment,
  DeploymentsPage,
  Operation,
  Preflight,
} from '@slipway/backstage-plugin-delivery-common';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import {
  type StartedDelivery,
  startDelivery,
} from '../__testUtils__/startDelivery';

jest.setTimeout(60_000);

describe('registerActions', () => {
  let git: GitFixture;
  let started: StartedDelivery;

  beforeEach(() => {
    git = GitFixture.create();
    git.commit({ files: { 'qa/payments/values.yaml': helmValues('1.0.0') } });
  });

  afterEach(async () => {
    await started.backend.stop();
    git.dispose();
  });

  it('offers the same to agents, under their own permissions', async () => {
    const registry = actionsRegistryServiceMock();
    const factory = createServiceFactory({
      ...{ service: actionsRegistryServiceRef, deps: {} },
      factory: () => registry,
    });
    started = await startDelivery({ url: git.url, features: [factory] });
    git.commit({ files: { 'qa/payments/values.yaml': helmValues('2.0.0') } });
    await started.until<DeploymentsPage>(
      '/deployments?environment=qa',
      body => body.items[0]?.desired.version === '2.0.0',
    );
    const invoke = async (id: string, input: object) =>
      (
        await registry.invoke({
          id,
          input,
          credentials: mockCredentials.user(),
        } as Parameters<typeof registry.invoke>[0])
      ).output as Record<string, never>;

    const { deployments } = await invoke('test:list-deployments', {
      environment: 'qa',
    });
    const [{ id, desired }] = deployments as Deployment[];
    const { versions } = await invoke('test:preflight-rollback', {
      deploymentId: id,
    });
    const { preflight } = await invoke('test:preflight-rollback', {
      deploymentId: id,
      version: '1.0.0',
    });
    const { operation } = await invoke('test:rollback-deployment', {
      ...{ deploymentId: id, version: '1.0.0', reason: 'asked by an agent' },
      ...{ expectedVersion: desired.version, expectedCommit: desired.commit },
      idempotencyKey: 'agent-key-1',
    });
    const { operation: found } = await invoke('test:get-operation', {
      operationId: (operation as Operation).id,
    });

    expect((versions as DeployedVersion[]).map(item => item.version)).toEqual([
      '2.0.0',
      '1.0.0',
    ]);
    expect((preflight as Preflight).checks.length).toBeGreaterThan(5);
    expect(found).toMatchObject({
      reason: 'asked by an agent',
      toVersion: '1.0.0',
    });
    const { actions } = await registry.list();
    expect(
      Object.fromEntries(
        actions.map(action => [action.name, action.attributes.destructive]),
      ),
    ).toEqual({
      'list-deployments': false,
      'preflight-rollback': false,
      'rollback-deployment': true,
      'get-operation': false,
      'get-health': false,
    });
  });
});
