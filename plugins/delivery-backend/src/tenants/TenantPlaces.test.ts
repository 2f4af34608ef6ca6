import { LayoutMatcher } from '@slipway/backstage-plugin-delivery-node';
import { TenantPlaces } from './TenantPlaces';

const matcher = LayoutMatcher.create(
  [
    { path: 'prod/{tenant}/{component}', environment: 'prod' },
    { path: 'qa/{component}', environment: 'qa' },
  ],
  ['qa', 'prod'],
);
const places = TenantPlaces.of(matcher, {
  tenantFiles: ['argocd/tenants/{tenant}.yaml', 'dns/zone-{tenant}/*.tf'],
});

describe('TenantPlaces', () => {
  it.each([
    ['argocd/tenants/acme.yaml', { tenant: 'acme' }],
    ['dns/zone-acme-2/*.tf', { tenant: 'acme-2' }],
    ['prod/acme/quota.yaml', { tenant: 'acme', root: 'prod/acme' }],
  ])('tells whose %s is', (path, place) => {
    expect(places.placeOf(path)).toEqual(place);
  });

  it.each([
    ...['argocd/tenants/acme.yml', 'argocd/tenants/acmeXyaml'],
    ...['argocd/tenants/a/b.yaml', 'argocd/tenants/-a.yaml'],
    ...['dns/zone-acme/main.tf', 'prod/acme/payments/values.yaml'],
    'README.md',
  ])('takes %s for no tenant’s', path => {
    expect(places.placeOf(path)).toBeUndefined();
  });
});
