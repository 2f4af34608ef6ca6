import type {
  DeploymentHealth,
  DeploymentHealthDetails,
  DeployComparison,
  HealthSeries,
  HealthWindow,
  Source,
  Sparkline,
} from '@slipway/backstage-plugin-delivery-common';
import { COMMITS, DAY, HOUR, MINUTE, STORY_NOW, iso } from './landscape';

const STEP = 30;

/** Prometheus beside the sources that every story has. */
export function healthSource(now = STORY_NOW): Source {
  return {
    id: 'prometheus:eu-1',
    kind: 'health',
    title: 'Prometheus eu-1',
    status: 'ok',
    lastSeenAt: iso(now - 12_000),
    simulated: true,
    clusters: ['eu-1', 'eu-2', 'eu-acc', 'eu-qa'],
  };
}

function span(
  from: number,
  to: number,
  requests: number,
  errors: number,
  p95: number,
): HealthWindow {
  return {
    from: iso(from),
    to: iso(to),
    requests,
    errors,
    errorRatio: requests ? errors / requests : undefined,
    rate: requests / ((to - from) / 1000),
    p50: p95 / 3,
    p95,
    p99: p95 * 1.8,
  };
}

/** Two hours of error ratios; 2.4.0 comes 12 minutes before their end. */
export function sparkline(bad = true, now = STORY_NOW): Sparkline {
  const step = 60;
  return {
    from: (now - 2 * HOUR) / 1000,
    step,
    values: Array.from({ length: 121 }, (_, index) =>
      bad && index > 108 ? 0.042 : 0.001,
    ),
  };
}

/** A deployment that is measured and within its limits. */
export function measured(
  change: Partial<DeploymentHealth> = {},
  now = STORY_NOW,
): DeploymentHealth {
  return {
    deploymentId: 'prod-globex',
    status: 'healthy',
    message: '0.1\u00a0% failed in the last hour (n\u00a0=\u00a014,200)',
    source: 'prometheus:eu-1',
    profile: 'micrometer',
    measuredAt: iso(now - 10_000),
    version: '2.3.1',
    since: iso(now - 9 * DAY - 4 * HOUR),
    now: span(now - HOUR, now, 14_200, 14, 0.2),
    before: span(now - 10 * DAY, now - 10 * DAY + HOUR, 14_000, 14, 0.2),
    errors: { result: 'same', pValue: 0.9, message: 'no change' },
    latency: { result: 'same', pValue: 0.8, message: 'no change' },
    errorLimit: 0.006,
    sparkline: sparkline(false, now),
    slos: [],
    alerts: [],
    problems: [],
    simulated: false,
    ...change,
  };
}

/** 2.4.0 in prod · acme fails 143 of 3,400 requests. */
export function burning(
  change: Partial<DeploymentHealth> = {},
  now = STORY_NOW,
): DeploymentHealth {
  const since = now - 12 * MINUTE;
  return measured(
    {
      deploymentId: 'prod-acme',
      status: 'burning',
      symptom: 'failing',
      message: '4.2\u00a0% failed (n\u00a0=\u00a03,400), 0.1\u00a0% before',
      version: '2.4.0',
      since: iso(since),
      now: span(since, now, 3400, 143, 0.64),
      before: span(since - HOUR, since, 16_900, 17, 0.21),
      errors: { result: 'worse', pValue: 1e-9, message: 'not chance' },
      latency: { result: 'worse', pValue: 1e-9, message: 'not chance' },
      sparkline: sparkline(true, now),
      slos: [
        {
          name: 'availability',
          kind: 'availability',
          objective: 0.999,
          period: 2_592_000,
          declaredBy: 'annotation',
          budgetLeft: 0.6,
          requests: 9_800_000,
          covered: 1,
          burn: 42,
          exhaustedIn: 61_200,
          burnRates: [
            {
              longWindow: 3600,
              shortWindow: 300,
              long: 42,
              short: 43,
              factor: 14.4,
              severity: 'page',
              firing: true,
            },
          ],
        },
      ],
      ...change,
    },
    now,
  );
}

/** What was measured when 2.4.0 replaced 2.3.1. */
export function comparison(
  change: Partial<DeployComparison> = {},
  now = STORY_NOW,
): DeployComparison {
  const { before, now: after } = burning({}, now);
  return {
    deploymentId: 'prod-acme',
    version: '2.4.0',
    versionBefore: '2.3.1',
    commit: COMMITS.v240,
    at: iso(now - 12 * MINUTE),
    before,
    after,
    errors: { result: 'worse', pValue: 1e-9, message: 'not chance' },
    latency: { result: 'worse', pValue: 1e-9, message: 'not chance' },
    traffic: { result: 'same', message: 'no change' },
    errorLimit: 0.006,
    verdict: 'burning',
    message: '4.2 % failed, 0.1 % before.',
    final: false,
    measuredAt: iso(now - 10_000),
    ...change,
  };
}

/** Two hours of requests, failures and latency around 13:55. */
export function series(now = STORY_NOW): HealthSeries {
  const from = Math.floor((now - 2 * HOUR) / 1000 / STEP) * STEP;
  const times = Array.from({ length: 241 }, (_, index) => from + index * STEP);
  const after = (time: number) => time * 1000 >= now - 12 * MINUTE;
  const line = (id: string, before: number, bad: number) => ({
    id,
    title: id,
    values: times.map(time => (after(time) ? bad : before)),
  });
  return {
    times,
    step: STEP,
    groups: [
      {
        id: 'requests',
        title: 'Requests',
        unit: 'perSecond',
        lines: [line('requests', 4.7, 4.7)],
      },
      {
        id: 'errors',
        title: 'Errors',
        unit: 'ratio',
        lines: [line('errors', 0.001, 0.042)],
      },
      {
        id: 'latency',
        title: 'Latency',
        unit: 'seconds',
        lines: [
          line('p50', 0.07, 0.08),
          line('p95', 0.21, 0.64),
          line('p99', 0.4, 1.2),
        ],
      },
    ],
    warnings: [],
  };
}

/** All about prod · acme while it burns. */
export function details(
  change: Partial<DeploymentHealthDetails> = {},
  now = STORY_NOW,
): DeploymentHealthDetails {
  return {
    health: burning({}, now),
    from: iso(now - 2 * HOUR),
    to: iso(now),
    series: series(now),
    markers: [
      {
        at: iso(now - 12 * MINUTE),
        version: '2.4.0',
        versionBefore: '2.3.1',
        kind: 'deploy',
        commit: COMMITS.v240,
      },
    ],
    comparisons: [comparison({}, now)],
    links: [
      { title: 'Grafana', url: 'https://grafana.example.org/d/payments' },
    ],
    ...change,
  };
}

/** What the backend says where nobody measures. */
export function notMeasured(
  deploymentId: string,
  now = STORY_NOW,
): DeploymentHealthDetails {
  const message =
    'No source of health is configured, so health is not measured.';
  return {
    health: {
      ...{ deploymentId, status: 'not-measured', message, errorLimit: 0.01 },
      ...{ slos: [], alerts: [], problems: [], simulated: false },
    },
    from: iso(now - 2 * HOUR),
    to: iso(now),
    seriesProblem: message,
    ...{ markers: [], comparisons: [], links: [] },
  };
}
