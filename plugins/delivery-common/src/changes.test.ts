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

  describe('where environments are known', () => {
    const layouts: RepositoryLayout[] = [
      { path: '{environment}/{component}' },
      {
        path: 'preview/{environment}/{component}',
        environmentKind: 'preview',
      },
      { path: 'live/{component}', environment: 'prod' },
    ];
    const folder = (environment: string) =>
      folderFor(layouts, { component: 'orders', environment }, ['dev', 'qa']);

    it('takes a pattern of a kind for a name that is not configured, and for no other', () => {
      expect(folder('qa')).toBe('qa/orders');
      expect(folder('try-1')).toBe('preview/try-1/orders');
      expect(folder('prod')).toBe('preview/prod/orders');
    });

    it('knows no folder for a name that is not configured where there is no kind', () => {
      const [plain] = layouts;
      const place = { component: 'orders', environment: 'try-1' };
      expect(folderFor([plain], place, ['qa'])).toBeUndefined();
      expect(folderFor([plain], place)).toBe('try-1/orders');
    });
  });
});
