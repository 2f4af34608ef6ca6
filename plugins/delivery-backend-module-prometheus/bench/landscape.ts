import {
  openMetrics,
  startPrometheus,
  type PastSeries,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import type { HealthTarget } from '@slipway/backstage-plugin-delivery-node';

/** How large the landscape is, and how often it was scraped. */
export const SIZE = { components: 500, environments: 4, scrapeInterval: 60 };

const ENVIRONMENTS = ['dev', 'qa', 'acc', 'prod'];
const LENGTH = 75 * 60;
const METRIC = 'http_request_duration_seconds';

/** All deployments of the landscape. */
export function targets(): HealthTarget[] {
  return components().flatMap(component =>
    ENVIRONMENTS.map(environment => ({
      deploymentId: `${environment}/${component}`,
      entityRef: `component:default/${component}`,
      ...{ component, environment },
      namespace: `shop-${environment}`,
      annotations: {},
    })),
  );
}

function components(): string[] {
  return Array.from(
    { length: SIZE.components },
    (_, index) => `service-${String(index).padStart(3, '0')}`,
  );
}

function series(from: number): PastSeries[] {
  const counts = (rate: number) => (time: number) => (time - from) * rate;
  return targets().flatMap(({ namespace, component }, index) =>
    [
      { status_code: '200', rate: 1 + (index % 7) },
      { status_code: '500', rate: 0.01 },
    ].flatMap(({ status_code, rate }) => {
      const labels = { namespace: namespace!, service: component, status_code };
      const bucket = (le: string, share: number) => ({
        name: `${METRIC}_bucket`,
        labels: { ...labels, le },
        valueAt: counts(rate * share),
      });
      return [
        { name: `${METRIC}_count`, labels, valueAt: counts(rate) },
        ...[bucket('0.1', 0.7), bucket('1', 0.98), bucket('+Inf', 1)],
      ];
    }),
  );
}

/** A real Prometheus that has measured the landscape for a while, with one rule for each component. */
export async function startLandscape() {
  const now = Math.floor(Date.now() / 120_000) * 120 - 120;
  const from = now - LENGTH;
  const step = SIZE.scrapeInterval;
  const prometheus = await startPrometheus({
    history: openMetrics(series(from), { from, to: now, step }),
    interval: 60,
    rules: [
      {
        name: 'errors',
        rules: components().map(service => ({
          alert: `Errors of ${service}`,
          expr: `sum(rate(${METRIC}_count{service="${service}",status_code="500"}[5m])) > 1`,
          labels: { severity: 'page', service },
          annotations: { summary: `${service} fails more than once a second` },
        })),
      },
    ],
  });
  return { ...prometheus, now };
}

/** What the existing plugin asks to show one component: all alerts, and one query for each of its rules. */
export function questionsOfExistingPlugin(url: string, now: number): string[] {
  return components().flatMap(service => {
    const query = `sum(rate(${METRIC}_count{service="${service}"}[5m]))`;
    const range = `start=${now - 3600}&end=${now}&step=14`;
    return [
      `${url}/api/v1/rules?type=alert`,
      `${url}/api/v1/query_range?query=${encodeURIComponent(query)}&${range}`,
    ];
  });
}
