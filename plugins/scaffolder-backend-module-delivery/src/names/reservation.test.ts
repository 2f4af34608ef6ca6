import { namesRepository, reservationOf } from './reservation';

const options = { credentials: {} as never };
const among = (ids: string[], configured?: string) =>
  namesRepository(
    {
      delivery: {
        repositories: async () =>
          ids.map(id => ({ id, branch: 'main', layouts: [] })),
      },
      config: { namesRepository: configured },
    },
    options,
  );

describe('the repository that keeps reservations', () => {
  it.each([
    [['gitops'], undefined, 'gitops'],
    [['eu-1', 'us-1'], 'us-1', 'us-1'],
    [['gitops'], 'gitops', 'gitops'],
  ])('among %j with %j configured is %j', async (ids, configured, expected) => {
    expect(await among(ids, configured)).toBe(expected);
  });

  it('must be said when there are several', async () => {
    await expect(among(['eu-1', 'us-1'])).rejects.toThrow(
      'There are several repositories; whoever runs the portal must say under scaffolder.delivery.namesRepository which of them keeps reservations.',
    );
  });

  it('must be one that there is', async () => {
    await expect(among(['eu-1'], 'us-1')).rejects.toThrow(
      "scaffolder.delivery.namesRepository names 'us-1', which is not among delivery.repositories; correct it there.",
    );
  });
});

describe('a reservation', () => {
  it('is a folder that must not be there yet', () => {
    const by = 'user:default/dev-1';
    const change = reservationOf('names', {
      ...{ kind: 'tenant', name: 'initech', by, task: '1' },
    });
    expect(change).toMatchObject({
      ...{ kind: 'create', newFolders: ['names/tenant/initech'] },
      files: [
        {
          path: 'names/tenant/initech/reserved.yaml',
          text: expect.stringContaining('by: user:default/dev-1'),
        },
      ],
    });
  });
});
