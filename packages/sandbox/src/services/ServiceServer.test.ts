import { startTestSandbox, version } from '../testUtils/startTestSandbox';
import { until } from '@slipway/backstage-plugin-delivery-node/testUtils';
import { behaviourOf } from './behaviours';
import { RunningService } from './RunningService';
import { SANDBOX_CLUSTERS } from '../reconcile/places';
import { newApplication } from '../reconcile/beginning';
import { addPod, markReady } from '../reconcile/SimulatedWorkload';

const START = new Date('2026-11-19T13:00:00Z');
const HOUR_LATER = new Date('2026-11-19T14:00:00Z');
const [EU_1] = SANDBOX_CLUSTERS;

function serviceRunning(...tags: string[]) {
  const application = newApplication(EU_1, 'prod/acme/payments', START);
  for (const tag of tags) {
    const workload = {
      component: 'payments',
      image: `registry.example.org/retail/payments:${tag}`,
      replicas: 1,
      hash: tag,
      requests: {},
    };
    markReady(addPod(application, workload, START));
  }
  const service = new RunningService(application, EU_1, START);
  service.advance(HOUR_LATER);
  return service;
}

/** Value of a sample by the part of its line that names it. */
function valueOf(lines: string[], ...parts: string[]): number {
  const line = lines.find(one => parts.every(part => one.includes(part)));
  return Number(line?.split(' ').at(-1));
}

describe('a service of the sandbox', () => {
  it('fails 4.2 % of requests in prod when it is payments 2.4.0', () => {
    const lines = serviceRunning('2.4.0').requestLines();
    const failed = valueOf(lines, 'code="500"');
    const all = failed + valueOf(lines, 'code="200"');

    expect(all).toBeGreaterThan(16_900);
    expect(failed / all).toBeCloseTo(0.042, 3);
  });

  it('is slow with 2.3.0, and well with 2.3.1', () => {
    const slow = serviceRunning('2.3.0').durationLines();
    const well = serviceRunning('2.3.1').durationLines();
    const share = (lines: string[], bound: string) =>
      valueOf(lines, `le="${bound}"`) / valueOf(lines, 'le="+Inf"');

    expect(share(slow, '1')).toBeLessThan(0.95);
    expect(share(slow, '2.5')).toBeGreaterThan(0.95);
    expect(share(well, '0.25')).toBeGreaterThan(0.95);
  });

  it('counts by version while two of them run', () => {
    const lines = serviceRunning('2.4.0', '2.3.1', '2.3.1').requestLines();
    const ok = (tag: string) =>
      valueOf(lines, `version="${tag}"`, 'code="200"');

    expect(ok('2.3.1') / ok('2.4.0')).toBeCloseTo(2, 0);
  });

  it('gives histograms that never fall from one bucket to the next', () => {
    const counts = serviceRunning('2.3.1')
      .durationLines()
      .filter(line => line.includes('_bucket'))
      .map(line => Number(line.split(' ').at(-1)));

    expect([...counts].sort((a, b) => a - b)).toEqual(counts);
  });

  it('is down and counts nothing when nothing runs', () => {
    const service = serviceRunning();

    expect(service.answer(true).status).toBe(503);
    expect(service.requestLines()).toEqual([]);
  });

  it('is bad only in prod', () => {
    const image = 'registry.example.org/retail/payments:2.4.0';

    expect(behaviourOf(image, 'prod').start).toBe('unstable');
    expect(behaviourOf(image, 'qa').start).toBe('ready');
  });
});

it('answers for each folder that runs, and says which version does', async () => {
  const sandbox = await startTestSandbox();
  const base = sandbox.env.SANDBOX_SERVICES_URL;
  const page = async (path: string) => {
    const response = await fetch(`${base}${path}`);
    return { status: response.status, text: await response.text() };
  };
  const before = await page('/prod/acme/payments/');
  await sandbox.push({ 'prod/acme/payments/values.yaml': version('2.3.1') });
  const after = await until('2.3.1 answers alone', async () => {
    const { text } = await page('/prod/acme/payments/');
    return text.includes('["2.3.1"]') && text;
  });
  const metrics = await page('/metrics');
  const own = await page('/dev/ledger/metrics');
  const health = await page('/prod/acme/payments/healthz');
  const nothing = await page('/prod/acme/nobody/');
  await sandbox.stop();

  expect(JSON.parse(before.text)).toMatchObject({
    service: 'payments',
    versions: ['2.4.0'],
    simulated: true,
  });
  expect(after).toContain('"simulated":true');
  expect(metrics.text).toContain('# TYPE http_requests_total counter');
  expect(metrics.text).toContain('cluster="eu-2"');
  expect(own.text).not.toContain('payments');
  expect(health.status).toBe(200);
  expect(nothing.status).toBe(404);
});
