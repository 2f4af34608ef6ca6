import { newApplication } from './beginning';
import { SANDBOX_CLUSTERS } from './places';
import {
  addPod,
  markReady,
  runningImages,
  setHealth,
} from './SimulatedWorkload';

const NOW = new Date('2026-11-19T13:07:00Z');
const LATER = new Date('2026-11-19T14:07:00Z');
const workload = (tag: string) => ({
  component: 'shop',
  image: `r/shop:${tag}`,
  replicas: 3,
  hash: tag.padStart(10, '0'),
  requests: {},
});
const made = () => newApplication(SANDBOX_CLUSTERS[0], 'prod/acme/shop', NOW);

describe('addPod', () => {
  it('gives every pod a name of its own, as Kubernetes would', () => {
    const application = made();
    const names = Array.from({ length: 2_000 }, (_, n) =>
      addPod(application, workload(String(n % 3)), NOW),
    ).map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    for (const name of names) {
      expect(name).toMatch(/^shop-[0-9a-f]{10}-[0-9a-z]{5}$/);
    }
  });

  it('serves nobody before it is ready', () => {
    const application = made();
    const pod = addPod(application, workload('1'), NOW);
    expect(pod).toMatchObject({ ready: false, waiting: 'ContainerCreating' });
    expect(runningImages(application)).toEqual([]);

    markReady(pod);

    expect(pod.waiting).toBeUndefined();
    expect(runningImages(application)).toEqual(['r/shop:1']);
  });
});

describe('runningImages', () => {
  it('are told once each, in order, with those that crash again and again', () => {
    const application = made();
    for (const tag of ['2', '1', '2', '3']) {
      addPod(application, workload(tag), NOW);
    }
    const [second, first, again] = application.pods;
    for (const pod of [second, first, again]) {
      markReady(pod);
    }
    first.ready = false;
    first.restarts = 4;

    expect(runningImages(application)).toEqual(['r/shop:1', 'r/shop:2']);
  });
});

describe('setHealth', () => {
  it('counts from when the status came, not from each word on it', () => {
    const application = made();
    setHealth(application, 'Degraded', NOW, 'one pod');

    setHealth(application, 'Degraded', LATER, 'two pods');
    expect(application.health).toEqual({
      status: 'Degraded',
      message: 'two pods',
      since: NOW,
    });

    setHealth(application, 'Healthy', LATER);
    expect(application.health).toEqual({
      status: 'Healthy',
      message: undefined,
      since: LATER,
    });
  });
});
