import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  DeployedVersion,
  Deployment,
  DeploymentHealthDetails,
  SourcesResponse,
} from '@slipway/backstage-plugin-delivery-common';
import { HealthFixture } from '../__testUtils__/healthFixture';
import { startDelivery } from '../__testUtils__/startDelivery';

jest.setTimeout(60_000);

const API = '/api/delivery/v1';

function component(annotations: Record<string, string>) {
  return catalogServiceMock.factory({
    entities: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'payments', namespace: 'default', annotations },
        spec: { type: 'service', owner: 'team-payments' },
      },
    ],
  });
}

describe('measured health', () => {
  let on: HealthFixture;

  beforeEach(() => {
    on = new HealthFixture();
  });

  afterEach(async () => {
    await on.stop();
  });

  it('finds that the deploy did it, from the hour before and the time since', async () => {
    on.burn();
    await on.start();
    const health = await on.until(({ status }) => status === 'burning');

    expect(health).toMatchObject({
      ...{ symptom: 'failing', version: '2.4.0', source: 'scripted:1' },
      errors: { result: 'worse', message: 'not chance' },
      latency: { result: 'worse' },
      since: new Date(on.deployedAt * 1000).toISOString(),
    });
    expect(health.now!.errorRatio).toBeCloseTo(0.042, 3);
    expect(health.before!.errorRatio).toBeCloseTo(0.001, 3);
    expect(health.before!.requests).toBe(18_000);
  });

  it('compares every version that went live, and says which one ran clean', async () => {
    on.burn();
    await on.start();
    const { comparisons } = await on.started.until<DeploymentHealthDetails>(
      `/deployments/${on.deployment.id}/health`,
      body => body.comparisons.length === 2,
    );
    expect(
      comparisons.map(({ version, verdict, final }) => [
        ...[version, verdict, final],
      ]),
    ).toEqual([
      ['2.4.0', 'burning', false],
      ['2.3.1', 'clean', true],
    ]);
    const { items } = await on.started.until<{ items: DeployedVersion[] }>(
      `/deployments/${on.deployment.id}/versions`,
      body => body.items.some(({ verdict }) => verdict === 'ran-clean'),
    );
    expect(items.map(({ version, verdict }) => [version, verdict])).toEqual([
      ['2.4.0', 'current'],
      ['2.3.1', 'ran-clean'],
      // Twenty days ago is further back than comparisons reach.
      ['2.2.3', 'ran'],
    ]);
    expect(items[1]).toMatchObject({ suggested: true });
    expect(items[1].verdictText).toMatch(/^ran clean for 8 days \(0\.1.%/);
  });

  it('gives series, markers and links for a range', async () => {
    on.burn();
    await on.start();
    await on.until(({ status }) => status === 'burning');
    const from = new Date((on.now - 3_600) * 1000).toISOString();
    const { body } = await on.started.api
      .get(`${API}/deployments/${on.deployment.id}/health`)
      .query({ from })
      .expect(200);

    expect(body.markers).toMatchObject([
      { version: '2.4.0', versionBefore: '2.3.1', kind: 'deploy' },
    ]);
    expect(body.links).toEqual([
      { title: 'Scripted', url: 'https://metrics.example.org/' },
    ]);
    const [{ lines }] = body.series.groups;
    expect(lines[0].values).toHaveLength(body.series.times.length);
    expect(Math.max(...lines[0].values)).toBe(0.042);
  });

  it('asks the source once for a hundred pages that look at the same', async () => {
    on.burn();
    await on.start();
    await on.until(({ status }) => status === 'burning');
    const path = `${API}/deployments/${on.deployment.id}/health`;
    // A range of the past, so that all of them mean the same.
    const from = new Date((on.now - 7_200) * 1000).toISOString();
    const to = new Date((on.now - 60) * 1000).toISOString();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        on.started.api.get(path).query({ from, to }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([200]),
    );
    const asked = on.source.calls.filter(call => call.startsWith('series'));
    expect(asked).toHaveLength(1);
  });

  it('answers lists from the database alone', async () => {
    on.burn();
    await on.start({ health: { interval: { minutes: 5 } } });
    await on.until(({ status }) => status !== 'not-measured');
    const before = on.source.calls.length;
    await Promise.all(
      Array.from({ length: 20 }, () =>
        on.started.api.get(`${API}/health`).expect(200),
      ),
    );
    expect(on.source.calls).toHaveLength(before);
  });

  it('keeps the figures as last seen when the source falls silent, and never calls them healthy', async () => {
    on.source.scripts.set('payments', () => ({ perSecond: 5, errorRatio: 0 }));
    await on.start();
    await on.until(({ status }) => status === 'healthy');
    on.source.failure = 'Prometheus eu-1 refused the connection.';
    const health = await on.until(({ status }) => status === 'silent');

    expect(health.message).toBe(
      'Scripted is silent: Prometheus eu-1 refused the connection.',
    );
    expect(health.silentSince).toBeDefined();
    expect(health.now!.requests).toBeGreaterThan(0);
    const sources = await on.started.until<SourcesResponse>('/sources', body =>
      body.items.some(
        ({ kind, status }) => kind === 'health' && status === 'silent',
      ),
    );
    expect(sources.items.map(({ kind }) => kind)).toContain('git');
    const details = await on.started.api
      .get(`${API}/deployments/${on.deployment.id}/health`)
      .expect(200);
    expect(details.body.seriesProblem).toContain('refused the connection');
    expect(details.body.series).toBeUndefined();
    // Everything else works on.
    await on.started.until<Deployment>(
      `/deployments/${on.deployment.id}`,
      ({ desired }) => desired.version === '2.4.0',
    );
    on.source.failure = undefined;
    await on.until(({ status }) => status === 'healthy');
  });

  it('says of what nobody measures that it is not measured', async () => {
    await on.start();
    const health = await on.until(({ message }) =>
      message.startsWith('None of its metrics'),
    );
    expect(health.status).toBe('not-measured');
    expect(health.sparkline).toBeUndefined();
  });

  it('reads objectives from the annotation and from files of the folder', async () => {
    const slo = `apiVersion: openslo/v1
kind: SLO
metadata: { name: fast }
spec:
  timeWindow: [{ duration: 7d }]
  objectives: [{ target: 0.99, op: lte, value: 0.5 }]
`;
    on.burn();
    await on.start({
      files: { 'prod/acme/payments/fast.slo.yaml': slo },
      catalog: [component({ 'slipway.dev/slo': '99.9% over 30d' })],
    });
    const health = await on.until(({ slos }) => slos.length === 2);

    expect(health.slos).toMatchObject([
      { kind: 'availability', declaredBy: 'annotation', objective: 0.999 },
      { name: 'fast', kind: 'latency', declaredBy: 'openslo' },
    ]);
    expect(health.slos[0].burnRates[0].short).toBeCloseTo(42, 0);
    expect(health.errorLimit).toBeCloseTo(0.006, 9);
  });

  it('says what is wrong with an objective, on the health and on the deployment', async () => {
    on.burn();
    await on.start({
      files: { 'prod/acme/payments/slo.yaml': 'kind: SLO\n' },
      catalog: [component({ 'slipway.dev/slo': 'always' })],
    });
    const health = await on.until(({ problems }) => problems.length > 0);
    expect(health.problems[0]).toContain("'always' is no objective");
    expect(health.slos).toEqual([]);
    expect(on.deployment.problems).toMatchObject([
      { code: 'bad-objective', message: expect.stringContaining('slo.yaml') },
    ]);
    expect(on.deployment.desired.version).toBe('2.4.0');
  });

  it('refuses ranges that are none, and deployments that are not there', async () => {
    await on.start();
    const path = `${API}/deployments/${on.deployment.id}/health`;
    const refused = await on.started.api
      .get(path)
      .query({ from: '2020-01-01T00:00:00Z' })
      .expect(400);
    expect(refused.body.error.message).toContain('longer than 31 days');
    await on.started.api.get(path).query({ from: 'then' }).expect(400);
    await on.started.api.get(`${API}/deployments/none/health`).expect(404);
    await on.started.api.get(`${API}/health?query=up`).expect(400);
  });

  it('shows health only to those who may see the deployment', async () => {
    const denying = mockServices.permissions.factory({
      result: AuthorizeResult.DENY,
    });
    on.burn();
    await on.start();
    const { id } = on.deployment;
    await on.started.backend.stop();
    on.started = await startDelivery({
      url: on.git.url,
      features: [denying],
    });
    await on.started.api.get(`${API}/health`).expect(403);
    const { status } = await on.started.api.get(
      `${API}/deployments/${id}/health`,
    );
    // The ledger may not have read the repository again yet.
    expect([403, 404]).toContain(status);
  });
});
