import { folderFor, type RepositoryLayout } from './changes';

const LAYOUTS: RepositoryLayout[] = [
  {
    path: 'prod/globex/{component}',
    environment: 'prod',
    tenant: 'globex',
    cluster: 'eu-2',
  },
  { path: 'prod/{tenant}/{component}', environment: 'prod', cluster: 'eu-1' },
  { path: '{environment}/{component}' },
  { path: 'clusters/{cluster}/{environment}/{component}' },
];

describe('folderFor', () => {
  it.each([
    [{ environment: 'prod', tenant: 'globex' }, 'prod/globex/orders'],
    [{ environment: 'prod', tenant: 'acme' }, 'prod/acme/orders'],
    [{ environment: 'qa' }, 'qa/orders'],
    [{ environment: 'prod' }, 'prod/orders'],
    [
      { environment: 'prod', tenant: 'acme', cluster: 'eu-1' },
      'prod/acme/orders',
    ],
    [{ environment: 'qa', cluster: 'us-1' }, 'clusters/us-1/qa/orders'],
  ])('takes the first pattern that can hold %j: %s', (place, folder) => {
    expect(folderFor(LAYOUTS, { component: 'orders', ...place })).toBe(folder);
  });

  it.each([
    { environment: 'qa', tenant: 'acme' },
    { environment: 'prod', tenant: 'acme', cluster: 'eu-9' },
  ])('knows no folder for %j', place => {
    expect(
      folderFor(LAYOUTS, { component: 'orders', ...place }),
    ).toBeUndefined();
  });
});
