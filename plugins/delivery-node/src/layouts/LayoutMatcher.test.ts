import { LayoutMatcher, deploymentId } from './LayoutMatcher';

const matcher = LayoutMatcher.create(
  [
    { path: 'prod/{tenant}/{component}', environment: 'prod' },
    { path: 'clusters/{cluster}/{environment}-{component}' },
    { path: '{environment}/{component}' },
  ],
  ['dev', 'qa', 'prod'],
);

describe('LayoutMatcher', () => {
  it.each([
    [
      'prod/acme/payments/values.yaml',
      {
        environment: 'prod',
        tenant: 'acme',
        component: 'payments',
        path: 'prod/acme/payments',
      },
    ],
    ['prod/acme/payments/templates/a.yaml', { path: 'prod/acme/payments' }],
    ['qa/payments/Chart.yaml', { environment: 'qa', component: 'payments' }],
    [
      'clusters/eu-1/qa-cart/values.yaml',
      { cluster: 'eu-1', environment: 'qa', component: 'cart' },
    ],
  ])('places %s', (file, place) => {
    expect(matcher.placeOfFile(file)).toMatchObject(place);
  });

  it.each([
    'README.md',
    'acc/payments/values.yaml',
    'qa/_template/values.yaml',
    'qa/.hidden/values.yaml',
    'qa/values.yaml',
  ])('leaves %s alone', file => {
    expect(matcher.placeOfFile(file)).toBeUndefined();
  });

  it('takes signs of regular expressions for what they are', () => {
    const literal = LayoutMatcher.create(
      [{ path: 'a.b/{component}', environment: 'qa' }],
      ['qa'],
    );
    expect(literal.placeOfFile('axb/c/v.yaml')).toBeUndefined();
    expect(literal.placeOfFile('a.b/c/v.yaml')).toBeDefined();
  });
});

describe('LayoutMatcher of files beside deployments', () => {
  const tenants = LayoutMatcher.create(
    [
      { path: 'prod/{tenant}/{component}', environment: 'prod' },
      { path: 'of/{tenant}/{environment}/{component}' },
      { path: 'big/globex/{component}', environment: 'prod', tenant: 'globex' },
      { path: 'a/{component}/{tenant}', environment: 'prod' },
      { path: 'qa/{component}', environment: 'qa' },
    ],
    ['qa', 'prod'],
  );

  it.each([
    ['prod/acme/isolation.yaml', 'acme', 'prod/acme'],
    ['prod/prod/quota.yaml', 'prod', 'prod/prod'],
    ['of/acme/qa/quota.yaml', 'acme', 'of/acme'],
    ['of/acme/README.md', 'acme', 'of/acme'],
    ['big/globex/quota.yaml', 'globex', 'big/globex'],
  ])('tells whose %s is', (file, tenant, root) => {
    expect(tenants.tenantOfFile(file)).toEqual({ tenant, root });
  });

  it.each([
    ...['prod/acme/payments/values.yaml', 'qa/payments/values.yaml'],
    ...['prod/README.md', 'big/initech/quota.yaml', 'a/payments/README.md'],
    ...['prod/_shared/quota.yaml', 'of/acme/.git/x.yaml'],
  ])('leaves %s to a deployment, or to nobody', file => {
    expect(tenants.tenantOfFile(file)).toBeUndefined();
  });

  it('says of a deployment which folder above it is its tenant’s', () => {
    const rootOf = (path: string) => tenants.placeOfFolder(path)?.tenantRoot;

    expect(rootOf('prod/acme/acme')).toBe('prod/acme');
    expect(rootOf('of/acme/qa/payments')).toBe('of/acme');
    expect(rootOf('a/payments/acme')).toBeUndefined();
  });
});

describe('LayoutMatcher of environments that exist only in Git', () => {
  const kind = {
    ...{ kind: 'preview', title: '{name}', order: 2, reserved: ['team'] },
    ...{ rollback: 'allow' as const, timeToLive: { required: true } },
  };
  const layouts = [
    { path: '{environment}/{component}' },
    { path: 'preview/{environment}/{component}', environmentKind: 'preview' },
    { path: 'a/b-{environment}/{component}', environmentKind: 'preview' },
  ];
  const previews = LayoutMatcher.create(layouts, ['dev', 'qa'], [kind]);

  it('places a name that is not configured, and says its kind', () => {
    expect(previews.placeOfFile('preview/try-1/orders/values.yaml')).toEqual({
      ...{ path: 'preview/try-1/orders', environment: 'try-1' },
      ...{ environmentKind: 'preview', component: 'orders' },
      ...{ tenant: undefined, cluster: undefined },
    });
    expect(previews.placeOfFile('qa/orders/values.yaml')).not.toHaveProperty(
      'environmentKind',
    );
  });

  it.each([
    ['preview/qa/orders/v.yaml', 'is configured already'],
    ['preview/QA/orders/v.yaml', 'is configured already'],
    ['preview/team/orders/v.yaml', 'is reserved'],
    ['preview/Try/orders/v.yaml', 'is no DNS label'],
  ])('takes %s for no deployment, and says why', (file, message) => {
    expect(previews.placeOfFile(file)).toBeUndefined();
    expect(previews.refusalOf(file)).toEqual({
      path: file.replace('/v.yaml', ''),
      message: expect.stringContaining(message),
    });
  });

  it.each(['preview/try-1/orders/v.yaml', 'README.md', 'x/y/z.yaml'])(
    'refuses nothing of %s',
    file => {
      expect(previews.refusalOf(file)).toBeUndefined();
    },
  );

  it('knows below which folders they stand', () => {
    expect(previews.kindRoots).toEqual(['preview', 'a']);
    expect(matcher.kindRoots).toBeUndefined();
    const anywhere = { path: '{environment}/{component}' };
    expect(
      LayoutMatcher.create(
        [{ ...anywhere, environmentKind: 'preview' }],
        [],
        [kind],
      ).kindRoots,
    ).toEqual([]);
  });
});

describe('deploymentId', () => {
  it('is readable, stable, and different for each folder and repository', () => {
    const id = deploymentId('gitops', 'prod/acme/payments');
    expect(id).toMatch(/^prod-acme-payments-[0-9a-f]{10}$/);
    expect(deploymentId('gitops', 'prod/acme/payments')).toBe(id);
    expect(deploymentId('other', 'prod/acme/payments')).not.toBe(id);
    expect(deploymentId('gitops', 'prod/acme-payments')).not.toBe(id);
  });
});
