import { LayoutMatcher } from '@slipway/backstage-plugin-delivery-node';
import { TenantTree } from './TenantTree';

const matcher = LayoutMatcher.create(
  [
    { path: 'prod/{tenant}/{component}', environment: 'prod' },
    { path: '{environment}/{component}' },
  ],
  ['dev', 'prod'],
);
const treeOf = (...paths: string[]) =>
  TenantTree.of(
    paths.map(path => {
      const [name, sha = name] = path.split('@');
      return { path: name, sha, mode: '100644' };
    }),
    matcher,
  );
const PATHS = [
  ...['prod/acme/cart/values.yaml', 'prod/acme/cart/Chart.yaml'],
  ...['prod/acme/quota.yaml', 'prod/globex/cart/values.yaml'],
  ...['dev/cart/Chart.yaml', 'dev/cart/values.yaml', 'README.md'],
  ...['charts/service/Chart.yaml', 'charts/service/templates/a.yaml'],
];

describe('the files of tenants', () => {
  const tree = treeOf(...PATHS);
  const [acme] = tree.folders;

  it('are those of their deployments, and those beside them', () => {
    expect(tree.folders.map(({ path }) => path)).toEqual([
      ...['prod/acme/cart', 'prod/globex/cart'],
    ]);
    expect(tree.sharedOf(acme).map(({ path }) => path)).toEqual([
      'prod/acme/quota.yaml',
    ]);
  });

  it('have charts that deployments share, and none that is a deployment', () => {
    const files = (folder: string) =>
      tree.filesBelow(folder).map(({ path }) => path);

    expect(files('charts/service')).toEqual([
      ...['charts/service/Chart.yaml', 'charts/service/templates/a.yaml'],
    ]);
    expect(files('dev/cart')).toEqual([]);
    expect(tree.neededFor([acme])).toEqual(
      new Set([
        ...['prod/acme/cart/values.yaml', 'prod/acme/cart/Chart.yaml'],
        ...['prod/acme/quota.yaml', 'charts/service/Chart.yaml'],
        'charts/service/templates/a.yaml',
      ]),
    );
  });

  it.each([
    ['a file of its own', 'prod/acme/cart/values.yaml', true],
    ['a file beside it', 'prod/acme/quota.yaml', true],
    ['a chart that is shared', 'charts/service/templates/a.yaml', true],
    ['a deployment of nobody', 'dev/cart/values.yaml', false],
    ['the chart of a deployment', 'dev/cart/Chart.yaml', false],
    ['another tenant', 'prod/globex/cart/values.yaml', false],
  ])('are read again after a change of %s: %s', (_, changed, isRead) => {
    const after = treeOf(
      ...PATHS.map(path => (path === changed ? `${path}@other` : path)),
    );

    expect(after.digestOf(acme) !== tree.digestOf(acme)).toBe(isRead);
  });
});
