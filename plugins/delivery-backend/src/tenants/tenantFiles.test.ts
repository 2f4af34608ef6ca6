import type {
  TenantFiles,
  TenantsResponse,
} from '@slipway/backstage-plugin-delivery-common';
import { helmValues } from '../__testUtils__/GitFixture';
import { useChanges } from '../__testUtils__/useChanges';
import { TenantIndexer } from './TenantIndexer';

jest.setTimeout(60_000);

const CONFIG = {
  layouts: [
    { path: 'prod/{tenant}/{component}', environment: 'prod' },
    { path: 'dev/{component}', environment: 'dev' },
  ],
  tenantFiles: ['argocd/tenants/{tenant}.yaml'],
  tenantsFolder: 'tenants',
};

describe('the files of a tenant', () => {
  afterEach(() => jest.restoreAllMocks());

  const on = useChanges({
    'prod/acme/payments/values.yaml': helmValues('2.4.0'),
    'prod/acme/cart/values.yaml': helmValues('2.9.0'),
    'prod/acme/quota.yaml': 'kind: ResourceQuota\n',
    'prod/globex/quota.yaml': 'kind: ResourceQuota\n',
    'prod/globex/payments/values.yaml': helmValues('2.4.0'),
    'argocd/tenants/acme.yaml': 'kind: AppProject\n',
    'tenants/acme.yml': 'plan: small\nhosts: [Shop.acme.example]\n',
    'tenants/initech.yaml': 'plan: small\n',
  });
  /** Until all of the repository is known. */
  const read = async () => {
    await on.deployments(3);
    await on.started.until<TenantsResponse>(
      '/tenants',
      ({ items }) => items.length === 3,
    );
  };
  const get = (tenant: string) =>
    on.started.api.get(`/api/delivery/v1/tenants/${tenant}/files`);

  it('are those beside its deployments, those under its name, and the one that describes it', async () => {
    await on.start(CONFIG);
    await read();
    const { body } = await get('acme').expect(200);

    expect(body).toEqual({
      tenant: 'acme',
      items: [
        {
          ...{ repository: 'gitops', commit: on.git.head() },
          description: 'tenants/acme.yml',
          hosts: ['shop.acme.example'],
          files: [
            ...[
              ['argocd/tenants/acme.yaml', 'kind: AppProject\n'],
              ['prod/acme/quota.yaml', 'kind: ResourceQuota\n'],
            ].map(([path, text]) => ({ path, text, size: text.length })),
          ],
        },
      ],
    });
  });

  it('say what stands at the commit they name, whatever was read before', async () => {
    await on.start(CONFIG);
    await read();
    // What is indexed stays as it is.
    jest.spyOn(TenantIndexer.prototype, 'index').mockResolvedValue(false);
    const hosts = ['a.acme.example', 'b.acme.example'];
    const commit = on.git.commit({
      files: { 'tenants/acme.yml': `hosts: [${hosts}]\n` },
    });
    const { items } = await on.started.until<TenantFiles>(
      '/tenants/acme/files',
      files => files.items[0].commit === commit,
    );

    expect(items).toMatchObject([{ hosts }]);
  });

  it('are of one that is only described, too, and of nobody else', async () => {
    await on.start(CONFIG);
    await read();
    const { body } = await get('initech').expect(200);
    const { body: none } = await get('nobody').expect(404);

    expect(body.items).toMatchObject([
      { description: 'tenants/initech.yaml', files: [], hosts: [] },
    ]);
    expect(none.error.message).toBe("There is no tenant 'nobody'.");
  });

  it('are shown only to who may see all of its deployments', async () => {
    await on.start(CONFIG);
    await read();
    on.hidden.add('component:default/cart');
    const { body } = await get('acme').expect(403);

    expect(body.error.message).toContain('1 of them you may not see');
    expect(body.error.message).not.toContain('cart');
  });
});
