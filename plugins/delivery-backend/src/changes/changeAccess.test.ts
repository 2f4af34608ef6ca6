import { mockCredentials } from '@backstage/backend-test-utils';
import type { Change } from '@slipway/backstage-plugin-delivery-common';
import { helmValues } from '../__testUtils__/GitFixture';
import { changeRequest, useChanges } from '../__testUtils__/useChanges';

jest.setTimeout(60_000);

const VALUES = helmValues('1.0.0');
const LAYOUTS = [
  { path: 'prod/{tenant}/{component}', environment: 'prod' },
  { path: 'dev/{component}', environment: 'dev' },
];

describe('who may change a repository', () => {
  const on = useChanges({
    'prod/acme/payments/values.yaml': helmValues('2.4.0'),
    'prod/acme/payments/delivery.yaml': 'component: payments\n',
    'prod/acme/cart/values.yaml': helmValues('2.9.0'),
    'prod/acme/quota.yaml': 'kind: ResourceQuota\n',
    'dev/network/main.tf': 'resource "none" "x" {}\n',
  });

  const start = (more: object = {}) => on.start({ layouts: LAYOUTS, ...more });

  it('needs the permission to add, and that of each deployment that is there', async () => {
    await start();
    await on.deployments(2);
    on.denied.add('delivery.deployment.create');
    const adding = await on.make(changeRequest());
    on.denied.clear();
    on.denied.add('delivery.deployment.update');
    const added = await on.make(changeRequest());
    const changing = await on.make(
      changeRequest({
        ...{ removeFolders: ['prod/acme/payments'], files: [] },
        base: on.git.head(),
      }),
    );
    const joining = await on.make(
      changeRequest({
        files: [
          { path: 'dev/other/values.yaml', text: VALUES },
          { path: 'dev/other/delivery.yaml', text: 'component: payments\n' },
        ],
      }),
    );

    expect(joining.status).toBe(403);
    expect(adding.status).toBe(403);
    expect(adding.body.error.message).toContain('delivery.deployment.create');
    expect(added.status).toBe(201);
    expect(changing.status).toBe(403);
    expect(changing.body.error.message).toContain(
      'You may not change component:default/payments',
    );
    expect(on.show('prod/acme/payments/values.yaml')).toContain('2.4.0');
  });

  it('is not told the names of what may not be seen', async () => {
    await start();
    await on.deployments(2);
    on.hidden.add('component:default/cart');
    const { status, body } = await on.make(
      changeRequest({
        removeFolders: ['prod/acme/cart', 'prod/acme/payments'],
        ...{ files: [], base: on.git.head() },
      }),
    );

    expect(status).toBe(403);
    expect(body.error.message).toBe(
      'You may not change 1 component that you may not see; ask the owner for the permission delivery.deployment.update.',
    );
  });

  it('needs the one for the repository to touch a folder that nobody understands as a deployment', async () => {
    await start();
    await on.deployments(2);
    on.denied.add('delivery.repository.update');
    const removal = changeRequest({
      ...{ removeFolders: ['dev/network'], files: [], base: on.git.head() },
    });
    const refused = await on.make(removal);
    on.denied.clear();
    const removed = await on.make(removal);

    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain('delivery.repository.update');
    expect(removed.status).toBe(201);
    expect(on.paths()).not.toContain('dev/network/main.tf');
  });

  it('writes further folders where they are named, and asks more for changing them', async () => {
    await start({ writableFolders: ['tenants/'] });
    const file = (text: string) =>
      changeRequest({ files: [{ path: 'tenants/acme.yaml', text }] });
    on.denied.add('delivery.repository.update');
    const added = await on.make(file('plan: small\n'));
    const base = on.git.head();
    const refused = await on.make({ ...file('plan: big\n'), base });
    on.denied.clear();
    const changed = await on.make({ ...file('plan: big\n'), base });

    expect(added.status).toBe(201);
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain('delivery.repository.update');
    expect(changed.status).toBe(201);
    expect(on.show('tenants/acme.yaml')).toBe('plan: big');
  });

  it.each([
    ['of a new tenant, beside its deployments', 'prod/initech/quota.yaml', 201],
    ['of a tenant that is there', 'prod/acme/network.yaml', 403],
    ['that something reads by its name', 'argocd/initech.yaml', 403],
    ['of nobody', 'argocd/platform/x.yaml', 400],
  ])('adds a file %s', async (_, path, expected) => {
    await start({ tenantFiles: ['argocd/{tenant}.yaml'] });
    on.denied.add('delivery.repository.update');
    const file = { path, text: 'kind: ResourceQuota\n' };
    const { status } = await on.make(changeRequest({ files: [file] }));

    expect(status).toBe(expected);
  });

  it('removes a file of a tenant with the permission for the repository', async () => {
    await start();
    const removal = changeRequest({
      ...{ files: [{ path: 'prod/acme/quota.yaml' }], base: on.git.head() },
    });
    on.denied.add('delivery.repository.update');
    const refused = await on.make(removal);
    on.denied.clear();
    const removed = await on.make(removal);

    expect([refused.status, removed.status]).toEqual([403, 201]);
    expect(on.paths()).not.toContain('prod/acme/quota.yaml');
  });

  it('reads of the change of somebody else only what may be seen where it stands', async () => {
    await start();
    await on.deployments(2);
    const { body } = await on.make(
      changeRequest({
        base: on.git.head(),
        files: [
          { path: 'prod/acme/payments/values.yaml', text: helmValues('2.5.0') },
          { path: 'prod/acme/cart/values.yaml', text: helmValues('3.0.0') },
          { path: 'prod/acme/quota.yaml', text: 'kind: Quota\n' },
        ],
      }),
    );
    const { id } = body as Change;
    on.hidden.add('component:default/cart');
    on.denied.add('delivery.repository.update');
    const get = (path: string) =>
      on.started.api.get(`/api/delivery/v1/changes/${id}${path}`);
    const own = await get('');
    const others = {
      authorization: mockCredentials.user.header('user:default/ann'),
    };
    const seen = await get('').set(others);
    const files = await get('/files').set(others);

    expect(own.body.paths).toHaveLength(3);
    expect(seen.body).toMatchObject({
      ...{ paths: ['prod/acme/payments/values.yaml'], hiddenPaths: 2 },
    });
    expect(files.body.files).toMatchObject([
      { path: 'prod/acme/payments/values.yaml', status: 'changed' },
    ]);
  });

  it('tells nobody without the permission what is there', async () => {
    await start();
    on.denied.add('delivery.deployment.create');
    const { status } = await on.started.api
      .post('/api/delivery/v1/changes/plan')
      .send(changeRequest({ newFolders: ['prod/acme/payments'] }));

    expect(status).toBe(403);
  });
});
