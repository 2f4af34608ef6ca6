import type { Behaviour } from '../services/behaviours';
import { newApplication } from './beginning';
import { SANDBOX_CLUSTERS } from './places';
import type { Workload } from './readWorkload';
import { rollOut } from './rollOut';
import { addPod, markReady, runningImages } from './SimulatedWorkload';

const NOW = new Date('2026-11-19T13:00:00Z');
const GOOD: Behaviour = {
  start: 'ready',
  errorRatio: 0,
  p95Seconds: 0.2,
  requestsPerSecond: 1,
};

function workload(tag: string, replicas = 3): Workload {
  return {
    component: 'a',
    image: `a:${tag}`,
    replicas,
    hash: `hash-${tag}`,
    requests: {},
  };
}

/** What was shown, step by step, while one version replaced another. */
async function rollFrom(
  old: Workload,
  next: Workload,
  behaviour: Partial<Behaviour> = {},
) {
  const application = newApplication(SANDBOX_CLUSTERS[0], 'prod/acme/a', NOW);
  for (let i = 0; i < old.replicas; i++) {
    markReady(addPod(application, old, NOW));
  }
  const shown: string[] = [];
  const ready: number[] = [];
  await rollOut({
    application,
    workload: next,
    behaviour: { ...GOOD, ...behaviour },
    pace: { podMs: 0, syncMs: 0, deadlineMs: 0 },
    now: () => NOW,
    publish: () => {
      shown.push(application.health.status);
      ready.push(application.pods.filter(pod => pod.ready).length);
    },
    signal: new AbortController().signal,
  });
  return { application, shown, ready };
}

describe('rollOut', () => {
  it('never has fewer pods ready than before', async () => {
    const { application, shown, ready } = await rollFrom(
      workload('1'),
      workload('2'),
    );

    expect(Math.min(...ready)).toBe(3);
    expect(application.pods.map(({ image }) => image)).toEqual([
      'a:2',
      'a:2',
      'a:2',
    ]);
    expect(shown).toEqual([
      'Progressing',
      'Progressing',
      'Progressing',
      'Healthy',
    ]);
  });

  it.each([
    [3, 1],
    [1, 3],
    [2, 2],
  ])('goes from %i pods to %i', async (before, after) => {
    const { application } = await rollFrom(
      workload('1', before),
      workload('2', after),
    );

    expect(application.pods).toHaveLength(after);
    expect(runningImages(application)).toEqual(['a:2']);
  });

  it('only counts pods when the version stays', async () => {
    const { application } = await rollFrom(workload('1', 3), workload('1', 2));

    expect(application.pods).toHaveLength(2);
    expect(application.health.status).toBe('Healthy');
  });

  it.each([
    ['missing-image', 'ImagePullBackOff'],
    ['crash', 'CrashLoopBackOff'],
  ] as const)(
    'stops at the first pod that does not start: %s',
    async (start, waiting) => {
      const { application, shown } = await rollFrom(
        workload('1'),
        workload('2'),
        {
          start,
          cause: 'there is a cause',
        },
      );

      expect(runningImages(application)).toEqual(['a:1']);
      expect(
        application.pods.filter(pod => pod.waiting === waiting),
      ).toHaveLength(1);
      expect(shown.at(-1)).toBe('Degraded');
      expect(application.health.message).toContain('there is a cause');
    },
  );

  it('breaks a pod after it was healthy when the version is unstable', async () => {
    const { application, shown } = await rollFrom(
      workload('1'),
      workload('2'),
      {
        start: 'unstable',
        cause: 'its probe fails',
      },
    );

    expect(shown.slice(-2)).toEqual(['Healthy', 'Degraded']);
    expect(application.health.message).toContain('2 of 3 replicas ready');
    expect(runningImages(application)).toEqual(['a:2']);
  });

  it('ends where it is when it is aborted', async () => {
    const application = newApplication(SANDBOX_CLUSTERS[0], 'prod/acme/a', NOW);
    const controller = new AbortController();
    const rolling = rollOut({
      application,
      workload: workload('1'),
      behaviour: GOOD,
      pace: { podMs: 60_000, syncMs: 0, deadlineMs: 0 },
      now: () => NOW,
      publish: () => undefined,
      signal: controller.signal,
    });
    controller.abort();

    await expect(rolling).rejects.toThrow();
    expect(application.pods).toHaveLength(1);
  });
});
