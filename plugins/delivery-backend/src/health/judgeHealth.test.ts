import type { SloState } from '@slipway/backstage-plugin-delivery-common';
import type { RequestCounts } from '@slipway/backstage-plugin-delivery-node';
import { figuresOf } from './compareDeploy';
import { type HealthEvidence, judgeHealth, toSparkline } from './judgeHealth';

const LIMITS = { errorRatio: 0.006, minRequests: 50, slowFactor: 1.5 };
const NOW = Date.parse('2026-11-19T13:07:00Z') / 1000;
const MINUTE = 60;
const HOUR = 3600;

const GOOD = { requests: 16_900, errors: 17 };
const BAD = { requests: 3_400, errors: 143 };

function judge(
  after: RequestCounts | undefined,
  options: { before?: RequestCounts; age?: number } = {},
  more: Partial<HealthEvidence> = {},
) {
  const { before, age = 12 * MINUTE } = options;
  const since = NOW - age;
  return judgeHealth({
    ...{ deploymentId: 'd', version: '2.4.0', since, now: NOW, limits: LIMITS },
    figures: figuresOf(
      before && { from: since - HOUR, to: since, parts: [before] },
      { from: Math.max(since, NOW - HOUR), to: NOW, parts: [after] },
      LIMITS,
    ),
    ...more,
  });
}

describe('judgeHealth', () => {
  it('calls the bad release burning, with figures, n and what was before', () => {
    expect(judge(BAD, { before: GOOD })).toMatchObject({
      status: 'burning',
      symptom: 'failing',
      message: '4.2\u00a0% failed (n\u00a0=\u00a03,400), 0.1\u00a0% before',
      errorLimit: 0.006,
      now: { requests: 3_400, errors: 143 },
      before: { requests: 16_900 },
      errors: { result: 'worse' },
    });
  });

  it('calls it over the limit where nothing says that the version did it', () => {
    expect(judge(BAD)).toMatchObject({
      status: 'over-limit',
      message:
        '4.2\u00a0% failed since 2.4.0 (n\u00a0=\u00a03,400), the limit is 0.6\u00a0%',
    });
  });

  it('no longer blames a version that has run for days', () => {
    expect(judge(BAD, { before: GOOD, age: 9 * 24 * HOUR })).toMatchObject({
      status: 'over-limit',
      message:
        '4.2\u00a0% failed in the last hour (n\u00a0=\u00a03,400), the limit is 0.6\u00a0%',
    });
  });

  it('calls healthy only what was measured within its limit', () => {
    expect(judge(GOOD, { before: GOOD, age: 9 * 24 * HOUR })).toMatchObject({
      status: 'healthy',
      message: '0.1\u00a0% failed in the last hour (n\u00a0=\u00a016,900)',
    });
  });

  it('keeps calling it healthy when it is worse than before and within the limit', () => {
    const worse = { requests: 100_000, errors: 400 };
    const health = judge(worse, { before: { requests: 100_000, errors: 60 } });
    expect(health.errors?.result).toBe('worse');
    expect(health.status).toBe('healthy');
  });

  it.each([
    [
      12 * MINUTE,
      'No request came since it went live, so health is not known.',
    ],
    [30 * HOUR, 'No request came in the last hour, so health is not known.'],
  ])('says of no traffic that health is not known', (age, message) => {
    const none = { requests: 0, errors: 0 };
    const health = judge(none, { before: GOOD, age });
    expect(health).toMatchObject({ status: 'no-traffic', message });
    expect(health.now?.errorRatio).toBeUndefined();
  });

  it('does not judge by a handful of requests', () => {
    expect(judge({ requests: 9, errors: 2 })).toMatchObject({
      status: 'too-few',
      message: '2 of 9 requests failed, too few to judge',
    });
    expect(judge({ requests: 1, errors: 0 }).status).toBe('too-few');
  });

  it('burns for nine failures of nine all the same', () => {
    const health = judge({ requests: 9, errors: 9 }, { before: GOOD });
    expect(health.status).toBe('burning');
  });

  it('says that metrics vanished with the new version', () => {
    expect(judge(undefined, { before: GOOD })).toMatchObject({
      status: 'not-measured',
      message: 'Its metrics vanished when 2.4.0 went live.',
    });
  });

  it('waits before it says that, because nothing was read twice yet', () => {
    expect(judge(undefined, { before: GOOD, age: 10 })).toMatchObject({
      status: 'too-few',
      message: 'It went live a moment ago, too early to judge.',
    });
  });

  it('says that nothing is known of what is not measured', () => {
    const health = judgeHealth({
      ...{ deploymentId: 'd', now: NOW, limits: LIMITS },
    });
    expect(health).toMatchObject({
      ...{ status: 'not-measured', slos: [], alerts: [], problems: [] },
    });
    expect(health.message).toContain('None of its metrics');
  });
});

describe('judgeHealth, what an hour remembers', () => {
  const quiet = (fiveMinutes?: RequestCounts) => ({
    reading: { profile: 'x', hour: GOOD, fiveMinutes, alerts: [], slos: [] },
  });
  const age = { age: 9 * 24 * HOUR };

  it('does not call healthy what vanished within it', () => {
    expect(judge(GOOD, age, quiet())).toMatchObject({
      ...{ status: 'not-measured' },
      message: 'Its metrics vanished within the last hour.',
    });
  });

  it('does not call healthy what nobody asks any more', () => {
    const health = judge(GOOD, age, quiet({ requests: 0, errors: 0 }));
    expect(health.status).toBe('no-traffic');
    expect(health.message).toContain('1,408 are usual');
  });

  it('takes a pause for a pause where requests are rare', () => {
    const rare = { requests: 100, errors: 0 };
    const reading = {
      ...quiet({ requests: 0, errors: 0 }).reading,
      hour: rare,
    };
    expect(judge(rare, age, { reading }).status).toBe('healthy');
  });

  it('is red when an objective pages, whatever the limit says', () => {
    const slo = {
      ...{ name: 'Latency', kind: 'latency', objective: 0.99, burn: 20 },
      burnRates: [{ firing: true, severity: 'page' }],
    } as unknown as SloState;
    expect(judge(GOOD, age, { slos: [slo] })).toMatchObject({
      ...{ status: 'over-limit', symptom: 'slow' },
      slos: [slo],
    });
    const ticket = {
      ...slo,
      burnRates: [{ firing: true, severity: 'ticket' }],
    } as unknown as SloState;
    expect(judge(GOOD, age, { slos: [ticket] }).status).toBe('healthy');
  });
});

describe('judgeHealth, latency', () => {
  const slow = (seconds: number, requests: number) => ({
    ...{ requests, errors: 0 },
    buckets: [0.1, 0.25, 0.5, 1, Infinity].map(le => ({
      ...{ le, count: seconds <= le ? requests : 0 },
    })),
  });

  it('calls a version that became slow burning', () => {
    const health = judge(slow(0.9, 3_400), { before: slow(0.2, 16_900) });
    expect(health).toMatchObject({ status: 'burning', symptom: 'slow' });
    expect(health.message).toBe(
      'p95 975\u00a0ms (n\u00a0=\u00a03,400), 243\u00a0ms before',
    );
  });

  it('lets it be healthy again when it is no longer slow', () => {
    const health = judge(slow(0.2, 3_400), {
      ...{ before: slow(0.2, 16_900), age: 3 * HOUR },
    });
    expect(health.status).toBe('healthy');
  });
});

it('draws no point where nothing was measured or no request came', () => {
  const line = toSparkline({
    ...{ from: 100, step: 120 },
    points: [
      null,
      { requests: 0, errors: 0 },
      { requests: 200, errors: 1 },
      { requests: 1, errors: 1.2 },
    ],
  });
  expect(line).toEqual({
    from: 100,
    step: 120,
    values: [null, null, 0.005, 1],
  });
});
