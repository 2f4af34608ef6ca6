import { ObjectStore } from '../cluster/ObjectStore';
import { until } from '@slipway/backstage-plugin-delivery-node/testUtils';
import { ClusterReconciler, type GitState } from './ClusterReconciler';
import type { FolderBlobs, GitReader } from './GitReader';
import { SANDBOX_CLUSTERS } from './places';

const NOW = new Date('2026-11-19T13:07:00Z');
const [EU_1] = SANDBOX_CLUSTERS;

const manifest = (tag: string, replicas = 2) =>
  `spec:\n  replicas: ${replicas}\n  template:\n    spec:\n      containers:\n        - image: r/shop:${tag}\n`;

/** A repository of one file a folder, whose blobs are called like their text. */
function gitWith(folders: Record<string, string>, head = 'head'): GitState {
  return {
    head,
    folders: new Map(
      Object.entries(folders).map(([folder, text]): [string, FolderBlobs] => [
        folder,
        new Map([['deployment.yaml', text]]),
      ]),
    ),
  };
}

const reads = jest.fn(async (blobs: FolderBlobs) => new Map(blobs));

function setup() {
  const reconciler = new ClusterReconciler({
    cluster: EU_1,
    store: new ObjectStore({ now: () => NOW }),
    reader: { read: reads, folders: jest.fn() } as unknown as GitReader,
    repoUrl: 'file:///gitops.git',
    pace: { podMs: 1, syncMs: 1, deadlineMs: 5 },
    now: () => NOW,
  });
  const only = () => reconciler.applications()[0];
  const healthy = (tag: string) =>
    until(`${tag} is healthy`, () => {
      const { pods, health } = only();
      return (
        health.status === 'Healthy' &&
        pods.length > 0 &&
        pods.every(pod => pod.ready && pod.image === `r/shop:${tag}`)
      );
    });
  return { reconciler, only, healthy };
}

const SHOP = 'prod/acme/shop';

describe('ClusterReconciler', () => {
  let made: ReturnType<typeof setup>;
  beforeEach(() => {
    reads.mockClear();
    made = setup();
  });
  afterEach(() => made.reconciler.stop());

  it('knows the quotas of its own tenants, as Git has them now', async () => {
    const { reconciler } = made;
    const quota = (cpu: number) =>
      new Map([
        [
          'isolation.yaml',
          `kind: ResourceQuota\nspec: { hard: { requests.cpu: '${cpu}' } }\n`,
        ],
      ]);
    const state = gitWith({ [SHOP]: manifest('1') });
    await reconciler.begin(
      {
        ...state,
        beside: new Map([
          ['prod/acme', quota(4)],
          ['prod/globex', quota(8)],
          ['prod/initech', new Map([['isolation.yaml', '']])],
        ]),
      },
      new Map(),
    );
    expect([...reconciler.quotas()]).toEqual([['retail-acme', { cpu: 4 }]]);

    await reconciler.compare({ ...state, beside: new Map() });
    expect(reconciler.quotas().size).toBe(0);
  });

  it('takes care of the folders of its cluster only', async () => {
    const { reconciler } = made;
    await reconciler.begin(
      gitWith({
        [SHOP]: manifest('1'),
        'prod/globex/shop': manifest('1'),
        'qa/shop': manifest('1'),
      }),
      new Map(),
    );

    expect(reconciler.applications().map(({ folder }) => folder)).toEqual([
      SHOP,
    ]);
  });

  it('begins in the state that Git has led to, and not with a rollout', async () => {
    const { reconciler, only } = made;

    await reconciler.begin(gitWith({ [SHOP]: manifest('1', 3) }), new Map());

    expect(only()).toMatchObject({ sync: 'Synced', revision: 'head' });
    expect(only().pods.map(pod => pod.ready)).toEqual([true, true, true]);
  });

  it('reads a folder again only when its content is another', async () => {
    const { reconciler } = made;
    const git = { [SHOP]: manifest('1') };
    await reconciler.begin(gitWith(git), new Map());
    reads.mockClear();

    await reconciler.compare(gitWith(git, 'second'));
    await reconciler.compare(gitWith(git, 'third'));

    expect(reads).not.toHaveBeenCalled();
    expect(reconciler.applications()[0].revision).toBe('third');
  });

  it('follows a change, and remembers both deployments', async () => {
    const { reconciler, only, healthy } = made;
    await reconciler.begin(gitWith({ [SHOP]: manifest('1') }), new Map());

    await reconciler.compare(gitWith({ [SHOP]: manifest('2') }, 'second'));

    expect(only().sync).toBe('OutOfSync');
    await healthy('2');
    expect(only().history.at(-1)?.revision).toBe('second');
    expect(only().operation?.phase).toBe('Succeeded');
  });

  it('ends at the newest of many changes in a row', async () => {
    const { reconciler, only, healthy } = made;
    await reconciler.begin(gitWith({ [SHOP]: manifest('1') }), new Map());

    for (const tag of ['2', '3', '4', '5']) {
      await reconciler.compare(gitWith({ [SHOP]: manifest(tag) }, tag));
    }

    await healthy('5');
    expect(only().history.at(-1)?.revision).toBe('5');
  });

  it.each([
    ['no YAML', 'image: ['],
    ['no image', 'spec: {}'],
    ['too many replicas', manifest('2', 1_000_000)],
  ])(
    'keeps what runs while a folder holds %s, and says so',
    async (_, text) => {
      const { reconciler, only, healthy } = made;
      await reconciler.begin(gitWith({ [SHOP]: manifest('1') }), new Map());
      const running = only().pods.map(({ name }) => name);

      await reconciler.compare(gitWith({ [SHOP]: text }, 'broken'));

      expect(only()).toMatchObject({
        sync: 'Unknown',
        comparisonError: expect.stringMatching(/^Failed to load target state/),
      });
      expect(only().pods.map(({ name }) => name)).toEqual(running);
      await reconciler.compare(gitWith({ [SHOP]: manifest('3') }, 'mended'));
      await healthy('3');
      expect(only().comparisonError).toBeUndefined();
    },
  );

  it('is in sync again when the very same content comes back', async () => {
    const { reconciler, only } = made;
    const git = { [SHOP]: manifest('1') };
    await reconciler.begin(gitWith(git), new Map());
    await reconciler.compare(gitWith({ [SHOP]: 'image: [' }, 'broken'));

    await reconciler.compare(gitWith(git, 'back'));

    expect(only()).toMatchObject({ sync: 'Synced', revision: 'back' });
  });

  it('takes up a folder that appears, and lets go of one that goes', async () => {
    const { reconciler, healthy } = made;
    await reconciler.begin(gitWith({}), new Map());
    expect(reconciler.applications()).toEqual([]);

    await reconciler.compare(gitWith({ [SHOP]: manifest('1') }));
    await healthy('1');
    await reconciler.compare(gitWith({}, 'gone'));

    expect(reconciler.applications()).toEqual([]);
  });

  it('works no longer on a folder that went while it was synced', async () => {
    const { reconciler, only } = made;
    await reconciler.begin(gitWith({ [SHOP]: manifest('1') }), new Map());
    const application = only();
    await reconciler.compare(gitWith({ [SHOP]: manifest('2') }, 'second'));

    await reconciler.compare(gitWith({}, 'gone'));
    const { history } = application;
    await reconciler.compare(gitWith({ [SHOP]: manifest('3') }, 'again'));
    await until('the new one runs', () => only().health.status === 'Healthy');

    expect(application.history).toBe(history);
    expect(only()).not.toBe(application);
  });

  it('shows that a wish to look was heard, and ignores one for nothing', async () => {
    const { reconciler, only } = made;
    await reconciler.begin(gitWith({ [SHOP]: manifest('1') }), new Map());
    only().reconciledAt = new Date(0);

    reconciler.refreshed('nothing-acme');
    expect(only().reconciledAt).toEqual(new Date(0));
    reconciler.refreshed('shop-acme');
    expect(only().reconciledAt).toEqual(NOW);
  });
});
