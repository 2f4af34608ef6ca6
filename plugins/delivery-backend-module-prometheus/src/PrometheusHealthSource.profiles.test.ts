import {
  describeWithEngine,
  missingPrometheus,
  openMetrics,
  startPrometheus,
  type PastSeries,
  type StartedPrometheus,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { createSource, target } from './__testUtils__/createSource';
import {
  extraSeries,
  fixtureTarget,
  REQUEST_FIXTURES,
  requestFixtureSeries,
} from './__testUtils__/profileFixtures';
import { traffic, type Naming } from './__testUtils__/traffic';
import { PROMETHEUS_ANNOTATIONS } from './selection/annotations';

const SETUP_MS = 120_000;
const HOUR = 3600;

const ROUTES = [
  ...['/orders', '/actuator/health', '/healthz', '/health/live', '/livez'],
  ...['/readyz', '/metrics', '/actuator/prometheus'],
];
const PROBED = [
  {
    profile: 'prom-client',
    variant: 'histogram with status_code',
    at: 'route',
  },
  { profile: 'micrometer', variant: 'Spring Boot', at: 'uri' },
  { profile: 'opentelemetry', variant: 'stable conventions', at: 'http_route' },
].map(({ profile, variant, at }) => {
  const fixture = REQUEST_FIXTURES.find(
    each => each.profile === profile && each.variant === variant,
  )!;
  return { profile, naming: fixture.naming, route: at };
});

/** One request a second on each route; the first two series are those of people. */
function probed(
  service: string,
  naming: Naming,
  route: string,
  from: number,
): PastSeries[] {
  return ROUTES.flatMap(path =>
    traffic(
      {
        ...{ ...naming, histogram: undefined },
        ok: { ...naming.ok, [route]: path },
        failed: { ...naming.failed, [route]: path },
      },
      { namespace: 'retail-prod', service },
      [{ from, rate: 1, errors: 0.1 }],
    ),
  );
}

describeWithEngine('profiles on a real Prometheus', missingPrometheus, () => {
  const now = Math.floor(Date.now() / 120_000) * 120 - 120;
  const range = { from: now - HOUR, to: now, step: 60 };
  const { signal } = new AbortController();
  let prometheus: StartedPrometheus;

  beforeAll(async () => {
    const from = now - 2 * HOUR;
    prometheus = await startPrometheus({
      history: openMetrics(
        [
          ...requestFixtureSeries([{ from, rate: 10, errors: 0.05 }]),
          ...extraSeries('worker', from),
          ...PROBED.flatMap(({ naming, route }, index) => [
            ...probed(`probed${index}`, naming, route, from),
            ...probed(`unused${index}`, naming, route, from).slice(2),
          ]),
        ],
        { from, to: now, step: 15 },
      ),
    });
  }, SETUP_MS);

  afterAll(() => prometheus?.stop(), SETUP_MS);

  const source = () => createSource({ url: prometheus.url, now }).source;

  it.each(
    REQUEST_FIXTURES.map(
      ({ profile, variant }, index) => [profile, variant, index] as const,
    ),
  )('%s, %s, is found and counted', async (profile, _, index) => {
    const deployment = fixtureTarget(index);

    const readings = await source().survey([deployment], { signal });

    const reading = readings.get(deployment.deploymentId)!;
    expect(reading.profile).toBe(profile);
    expect(reading.hour!.requests / 36_000).toBeCloseTo(1, 2);
    expect(reading.hour!.errors / 1_800).toBeCloseTo(1, 2);
    expect(reading.fiveMinutes!.requests / 3_000).toBeCloseTo(1, 2);
    const { histogram } = REQUEST_FIXTURES[index].naming;
    const { buckets } = reading.hour!;
    expect(buckets?.map(({ le }) => le)).toEqual(
      histogram ? [0.1, 0.3, 1, Infinity] : undefined,
    );
    expect((buckets?.[1].count ?? 32_400) / 32_400).toBeCloseTo(1, 2);
  });

  it.each(PROBED.map(({ profile }, index) => [profile, index] as const))(
    '%s does not count probes and scrapes, and measures nothing where there is nothing else',
    async (profile, index) => {
      const [used, unused] = [`probed${index}`, `unused${index}`].map(name =>
        target(name),
      );

      const readings = await source().survey([used, unused], { signal });

      const { hour, profile: found } = readings.get(used.deploymentId)!;
      expect(found).toBe(profile);
      expect(hour!.requests / 3_600).toBeCloseTo(1, 2);
      expect(hour!.errors / 360).toBeCloseTo(1, 2);
      expect(readings.has(unused.deploymentId)).toBe(false);
    },
  );

  it('surveys all kinds of software at once', async () => {
    const targets = REQUEST_FIXTURES.map((_, index) => fixtureTarget(index));

    const readings = await source().survey(targets, { signal });

    expect(
      targets.map(({ deploymentId }) => readings.get(deploymentId)?.profile),
    ).toEqual(REQUEST_FIXTURES.map(({ profile }) => profile));
  });

  it.each(
    REQUEST_FIXTURES.flatMap(({ profile, variant, naming }, index) =>
      naming.histogram ? [[profile, variant, index] as const] : [],
    ),
  )('%s, %s, has its latency in seconds', async (_profile, _variant, index) => {
    const { groups } = await source().series(fixtureTarget(index), range, {
      signal,
    });

    const [requests, errors, latency] = groups;
    expect(requests.lines[0].values.at(-1)).toBeCloseTo(10, 1);
    expect(errors.lines[0].values.at(-1)).toBeCloseTo(0.05, 3);
    expect(latency.lines.map(({ id }) => id)).toEqual(['p50', 'p95', 'p99']);
    expect(latency.lines[0].values.at(-1)).toBeCloseTo(0.1, 2);
    expect(latency.lines[2].values.at(-1)).toBeCloseTo(1, 2);
  });

  async function lastValues(deployment: ReturnType<typeof target>) {
    const { groups } = await source().series(deployment, range, { signal });
    return Object.fromEntries(
      groups.flatMap(group =>
        group.lines.map(line => [
          `${group.id}/${group.unit}/${line.id}`,
          Number(line.values.at(-1)!.toFixed(3)),
        ]),
      ),
    );
  }

  it('draws what Kubernetes says of containers and replicas', async () => {
    expect(await lastValues(target('worker'))).toEqual({
      'saturation/ratio/cpu': 0.5,
      'saturation/ratio/cpu-of-request': 1,
      'saturation/ratio/memory': 0.75,
      'saturation/ratio/throttled': 0.1,
      'restarts/count/restarts': 0.6,
      'restarts/count/out-of-memory': 1,
      'restarts/count/waiting-CrashLoopBackOff': 1,
      'replicas/count/available': 2,
      'replicas/count/wanted': 3,
    });
  });

  it('draws the queue that an annotation names', async () => {
    const consumer = target('consumer', {
      annotations: { [PROMETHEUS_ANNOTATIONS.queue]: 'orders' },
    });

    expect(await lastValues(consumer)).toEqual({
      'saturation/count/ready': 17,
      'saturation/count/unacknowledged': 4,
      'saturation/count/consumers': 2,
    });
  });

  it('draws what Nomad says of a job', async () => {
    expect(await lastValues(target('batch'))).toEqual({
      'saturation/ratio/cpu': 0.4,
      'saturation/ratio/memory': 0.5,
      'restarts/count/restarts': 0.6,
      'restarts/count/out-of-memory': 0,
    });
  });

  it('draws what cAdvisor says of a Swarm service', async () => {
    expect(await lastValues(target('gateway'))).toEqual({
      'saturation/ratio/memory': 0.5,
      'saturation/ratio/cpu': 0.4,
    });
  });

  it('has no counts for a deployment of which only other things are known', async () => {
    const readings = await source().survey([target('worker')], { signal });

    expect(readings.get('worker-prod')).toEqual({
      ...{ profile: 'kubernetes', alerts: [], slos: [] },
    });
  });

  it('keeps to the profile that an annotation names', async () => {
    const named = target('fixture0', {
      annotations: { 'slipway.dev/health-profile': 'micrometer' },
    });

    expect(await source().survey([named], { signal })).toEqual(new Map());
  });

  it('takes a profile from the configuration before its own', async () => {
    const { source: custom } = createSource({
      ...{ url: prometheus.url, now },
      section: {
        profiles: [
          {
            ...{ id: 'ours', title: 'Ours' },
            requests: [
              {
                metric: 'http_requests_total',
                errors: { label: 'code', matches: '5..|2..' },
              },
            ],
          },
        ],
      },
    });
    const index = REQUEST_FIXTURES.findIndex(
      ({ variant }) => variant === 'counter with code',
    );

    const readings = await custom.survey([fixtureTarget(index)], { signal });

    const [reading] = readings.values();
    expect(reading.profile).toBe('ours');
    expect(reading.hour!.errors).toBeCloseTo(reading.hour!.requests, 3);
  });
});
