import {
  described,
  describedBy,
  folder,
  OPTIONS,
} from '../__testUtils__/folders';

describe('the owner', () => {
  it.each([
    [
      'is that of the tenant, as its file says',
      'owner: team-care-1',
      'team-care-1',
    ],
    ['may be a reference', 'owner: group:default/care', 'group:default/care'],
    ['is nobody known where the file is broken', 'owner: [', 'unknown'],
    ['is nobody known where it is no name', 'owner: "a b"', 'unknown'],
  ])('of a tenant %s', async (_, tenantFile, owner) => {
    const { get } = await described(
      folder('prod/acme/orders', undefined, { tenantFile }),
    );
    expect(get('resource:default/tenant-acme').spec?.owner).toBe(owner);
  });

  it('of an environment is that of its configuration', async () => {
    const [dev, ...others] = OPTIONS.environments;
    const { get } = await describedBy(
      {
        ...OPTIONS,
        environments: [{ ...dev, owner: 'team-platform' }, ...others],
        environmentKinds: [
          {
            ...{ kind: 'preview', title: '{name}', order: 3, reserved: [] },
            ...{ rollback: 'allow', timeToLive: { required: true } },
            owner: 'team-b',
          },
        ],
      },
      [
        folder('dev/orders'),
        folder('qa/orders'),
        folder('preview/qa-2/orders', undefined, {
          place: {
            ...{ path: 'preview/qa-2/orders', component: 'orders' },
            ...{ environment: 'qa-2', environmentKind: 'preview' },
          },
        }),
      ],
    );
    const ownerOf = (name: string) =>
      get(`resource:default/environment-${name}`).spec?.owner;
    expect(['dev', 'qa', 'qa-2'].map(ownerOf)).toEqual([
      ...['team-platform', 'unknown', 'team-b'],
    ]);
  });

  it('of a database is that of the component that has it', async () => {
    const { get } = await described(
      folder('dev/orders', {
        'delivery.yaml': 'owner: team-b',
        'values.yaml': 'postgresql: { enabled: true }',
      }),
    );
    expect(get('resource:default/orders-postgresql').spec?.owner).toBe(
      'team-b',
    );
  });
});
