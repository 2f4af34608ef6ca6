import { placeIn, SANDBOX_CLUSTERS } from './places';

const placed = (folder: string) =>
  SANDBOX_CLUSTERS.flatMap(cluster => {
    const place = placeIn(cluster, folder);
    return place ? [{ cluster: cluster.name, ...place }] : [];
  });

describe('the cluster of a folder', () => {
  it.each([
    ['prod/acme/payments', 'eu-1', 'acme'],
    ['prod/globex/payments', 'eu-2', 'globex'],
    ['prod/initech/payments', 'eu-1', 'initech'],
    ['qa/payments', 'eu-qa', 'qa'],
    ['dev/payments', 'dev-1', 'dev'],
    ['dev-2/payments', 'dev-2', 'dev'],
    ['preview/try-1/payments', 'dev-2', 'try-1'],
  ])('is one for %s: %s', (folder, cluster, suffix) => {
    expect(placed(folder)).toEqual([
      { cluster, component: 'payments', suffix },
    ]);
  });

  it.each([
    'tenants/initech',
    'prod/initech',
    'prod/Bad_Name/x',
    'preview/x',
    'other/x',
  ])('is none for %s', folder => {
    expect(placed(folder)).toEqual([]);
  });
});
