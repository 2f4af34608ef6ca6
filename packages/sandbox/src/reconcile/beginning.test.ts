import { MISSING_IMAGES } from '../story/storyCommits';
import { liveThrough, newApplication } from './beginning';
import type { FolderCommit, GitReader } from './GitReader';
import { SANDBOX_CLUSTERS } from './places';
import type { Workload } from './readWorkload';
import { runningImages } from './SimulatedWorkload';

const [EU_1] = SANDBOX_CLUSTERS;
const NOW = new Date('2026-11-19T13:07:00Z');
const at = (minutesAgo: number) =>
  new Date(NOW.getTime() - minutesAgo * 60_000);
/** Stands for a folder that is no YAML. */
const BROKEN = 'broken';
const PAYMENTS = 'registry.example.org/retail/payments';

/** A history of payments for acme, newest first; a sha is `c` and its number. */
async function live(tags: string[], minutes = tags.map((_, n) => 60 * n + 60)) {
  const commits: FolderCommit[] = tags.map((_, n) => ({
    sha: `c${n}`,
    at: at(minutes[n]),
  }));
  const manifest = (sha: string) => {
    const tag = tags[Number(sha.slice(1))];
    const image = tag === BROKEN ? '[' : `${PAYMENTS}:${tag}`;
    return `spec:\n  replicas: 3\n  template:\n    spec:\n      containers:\n        - image: ${image}\n`;
  };
  const folders = jest.fn(
    async (sha: string) =>
      new Map([['prod/acme/payments', new Map([['deployment.yaml', sha]])]]),
  );
  const reader = {
    folders,
    read: async (blobs: Map<string, string>) =>
      new Map([...blobs].map(([name, sha]) => [name, manifest(sha)])),
  } as unknown as GitReader;
  const application = newApplication(EU_1, 'prod/acme/payments', NOW);
  const workload: Workload = {
    component: 'payments',
    image: `${PAYMENTS}:${tags[0]}`,
    replicas: 3,
    hash: 'newest',
    requests: {},
  };
  await liveThrough({
    ...{ reader, application, workload, commits },
    cluster: EU_1,
    head: 'head',
  });
  return { application, folders };
}

describe('newApplication', () => {
  it('is named after its component and its cluster', () => {
    expect(newApplication(EU_1, 'prod/acme/payments', NOW)).toMatchObject({
      name: 'payments-acme',
      namespace: 'retail-acme',
      component: 'payments',
      health: { status: 'Missing', since: NOW },
      pods: [],
    });
  });
});

describe('liveThrough', () => {
  it('runs a good version with all its pods, since soon after its commit', async () => {
    const { application } = await live(['2.3.1', '2.2.3']);

    expect(runningImages(application)).toEqual([`${PAYMENTS}:2.3.1`]);
    expect(application.pods).toHaveLength(3);
    expect(application.health.status).toBe('Healthy');
    const since = application.health.since.getTime();
    expect(since).toBeGreaterThan(at(60).getTime());
    expect(since).toBeLessThan(at(59).getTime());
  });

  it('breaks a pod of the bad release after it was healthy', async () => {
    const { application } = await live(['2.4.0', '2.3.1']);

    expect(application.pods.filter(pod => pod.ready)).toHaveLength(2);
    expect(application.health).toMatchObject({
      status: 'Degraded',
      message: expect.stringContaining('HTTP 503'),
    });
  });

  it.each([
    ['an image that is not there', '2.4.1', 'ImagePullBackOff'],
    ['one that crashes at once', '2.2.0', 'CrashLoopBackOff'],
  ])('keeps the last good version beside %s', async (_, tag, waiting) => {
    const { application } = await live([tag, '2.1.0', '2.3.1']);

    expect(runningImages(application)).toEqual([`${PAYMENTS}:2.3.1`]);
    expect(application.pods.map(pod => pod.waiting).filter(Boolean)).toEqual([
      waiting,
    ]);
    expect(application.health.status).toBe('Degraded');
    expect(MISSING_IMAGES).toContain(`${PAYMENTS}:2.1.0`);
  });

  it('runs nothing where no version was ever good', async () => {
    const { application } = await live(['2.4.1', '2.1.0']);

    expect(runningImages(application)).toEqual([]);
    expect(application.pods).toHaveLength(1);
  });

  it('passes over an earlier commit that nobody could read', async () => {
    const { application } = await live(['2.4.1', BROKEN, '2.3.1']);

    expect(runningImages(application)).toEqual([`${PAYMENTS}:2.3.1`]);
  });

  it('does not ask Git for an earlier version when the newest is good', async () => {
    const { folders } = await live(['2.3.1', '2.2.3', '2.2.1']);

    expect(folders).not.toHaveBeenCalled();
  });

  it('remembers each deployment, oldest first, and the last one as done', async () => {
    const { application } = await live(['2.3.1', '2.2.3', '2.2.1']);

    expect(application.history.map(({ revision }) => revision)).toEqual([
      'c2',
      'c1',
      'c0',
    ]);
    const times = application.history.map(({ deployedAt }) => +deployedAt);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(application).toMatchObject({
      sync: 'Synced',
      revision: 'head',
      operation: { phase: 'Succeeded', revision: 'c0', startedAt: at(60) },
    });
  });
});
