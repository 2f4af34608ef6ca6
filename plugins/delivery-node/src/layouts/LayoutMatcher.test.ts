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

describe('deploymentId', () => {
  it('is readable, stable, and different for each folder and repository', () => {
    const id = deploymentId('gitops', 'prod/acme/payments');
    expect(id).toMatch(/^prod-acme-payments-[0-9a-f]{10}$/);
    expect(deploymentId('gitops', 'prod/acme/payments')).toBe(id);
    expect(deploymentId('other', 'prod/acme/payments')).not.toBe(id);
    expect(deploymentId('gitops', 'prod/acme-payments')).not.toBe(id);
  });
});
