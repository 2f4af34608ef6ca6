import { newApplication } from '../reconcile/beginning';
import { SANDBOX_CLUSTERS, type SandboxCluster } from '../reconcile/places';
import { addPod, markReady } from '../reconcile/SimulatedWorkload';
import { ClusterReconciler } from '../reconcile/ClusterReconciler';
import { RunningService } from './RunningService';
import { ServiceServer } from './ServiceServer';

const START = new Date('2026-11-19T13:00:00Z');
const after = (seconds: number) => new Date(START.getTime() + seconds * 1000);
const [EU_1] = SANDBOX_CLUSTERS;
const QA = SANDBOX_CLUSTERS.find(({ environment }) => environment === 'qa')!;

function application(tags: string[], cluster: SandboxCluster = EU_1) {
  const made = newApplication(cluster, `${cluster.prefix}shop`, START);
  for (const tag of tags) {
    const image = `registry.example.org/retail/shop:${tag}`;
    const workload = {
      component: 'shop',
      image,
      replicas: 1,
      hash: tag,
      requests: {},
    };
    markReady(addPod(made, workload, START));
  }
  return made;
}

const service = (tags: string[], cluster: SandboxCluster = EU_1) =>
  new RunningService(application(tags, cluster), cluster, START);

function totalOf(running: RunningService, ...parts: string[]): number {
  return running
    .requestLines()
    .filter(line => parts.every(part => line.includes(part)))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

describe('RunningService', () => {
  it('counts by time, however often it is asked', () => {
    const [often, once] = [service(['1']), service(['1'])];
    for (let second = 1; second <= 600; second++) {
      often.advance(after(second));
    }
    once.advance(after(600));

    expect(Math.abs(totalOf(often) - totalOf(once))).toBeLessThanOrEqual(1);
    expect(totalOf(once)).toBeGreaterThan(1_000);
  });

  it('never counts backwards when the clock does', () => {
    const running = service(['1']);
    running.advance(after(600));
    const before = totalOf(running);

    running.advance(after(0));

    expect(totalOf(running)).toBe(before);
  });

  it('shares its requests between its pods, and keeps the figures of a version that went', () => {
    const made = application(['1', '1', '2']);
    const running = new RunningService(made, EU_1, START);
    running.advance(after(3_600));
    const [first, second] = ['1', '2'].map(tag =>
      totalOf(running, `version="${tag}"`),
    );
    expect(first / second).toBeCloseTo(2, 1);

    made.pods.splice(2);
    running.advance(after(7_200));

    expect(totalOf(running, 'version="2"')).toBe(second);
    expect(totalOf(running, 'version="1"')).toBeGreaterThan(2 * first);
  });

  it('is asked less by testers than by customers', () => {
    const [prod, qa] = [service(['1']), service(['1'], QA)];
    prod.advance(after(3_600));
    qa.advance(after(3_600));

    expect(totalOf(qa)).toBeGreaterThan(0);
    expect(totalOf(qa)).toBeLessThan(totalOf(prod) / 5);
  });

  it('counts each request once in its histogram, and every bucket within it', () => {
    const running = service(['1']);
    running.advance(after(3_600));
    const values = running
      .durationLines()
      .map(line => [line, Number(line.split(' ').at(-1))] as const);
    const of = (part: string) =>
      values.filter(([line]) => line.includes(part)).map(([, value]) => value);

    expect(of('_count')[0]).toBe(of('le="+Inf"')[0]);
    expect(Math.abs(of('_count')[0] - totalOf(running))).toBeLessThanOrEqual(1);
    expect(Math.max(...of('_bucket'))).toBe(of('_count')[0]);
    expect(of('_sum')[0]).toBeGreaterThan(0);
  });

  it('says that it is down where no pod serves, and which versions do', () => {
    expect(service([]).answer(true)).toMatchObject({ status: 503 });
    const body = JSON.parse(service(['1', '2', '1']).answer(false).body);
    expect(body).toEqual({
      service: 'shop',
      status: 'up',
      versions: ['1', '2'],
      simulated: true,
    });
  });
});

describe('ServiceServer', () => {
  const running = [application(['1'])];
  const reconciler = {
    cluster: EU_1,
    applications: () => running,
    quotas: () => new Map(),
  } as unknown as ClusterReconciler;
  let server: ServiceServer;
  let now = START;
  beforeEach(async () => {
    now = START;
    running.splice(0, running.length, application(['1']));
    server = new ServiceServer({ reconcilers: [reconciler], now: () => now });
    await server.start();
  });
  afterEach(() => server.stop());
  const get = async (path: string) => {
    const response = await fetch(`${server.url}${path}`);
    return { status: response.status, text: await response.text() };
  };

  it.each(['//', '//prod/acme/shop', '/', '/prod/acme', '/%zz', '/..%2f'])(
    'has nothing at %s, and goes on',
    async path => {
      expect((await get(path)).status).toBe(404);
      expect((await get('/prod/acme/shop/healthz')).status).toBe(200);
    },
  );

  it('forgets a service whose folder went', async () => {
    running.length = 0;

    expect((await get('/prod/acme/shop/')).status).toBe(404);
    expect((await get('/metrics')).text).not.toContain('shop');
  });

  it('shows what runs in a folder that went and came back between two looks', async () => {
    await get('/metrics');
    running.splice(0, 1, application(['9']));

    expect((await get('/prod/acme/shop/')).text).toContain('"versions":["9"]');
  });

  it('tells a Prometheus where each service is', async () => {
    const [target] = JSON.parse((await get('/targets')).text);

    expect(target.labels).toEqual({
      __metrics_path__: '/prod/acme/shop/metrics',
      instance: 'prod/acme/shop',
    });
    const found = await fetch(
      `http://${target.targets[0]}${target.labels.__metrics_path__}`,
    );
    expect(found.status).toBe(200);
  });

  it('goes on counting from one look to the next', async () => {
    const total = async () =>
      Number(/code="200"\} (\d+)/.exec((await get('/metrics')).text)?.[1]);
    now = after(60);
    const first = await total();
    now = after(120);

    expect(await total()).toBeGreaterThan(first);
  });
});
