import type { HealthTarget } from '@slipway/backstage-plugin-delivery-node';
import type { PastSeries } from '@slipway/backstage-plugin-delivery-node/testUtils';
import { target } from './createSource';
import { gauge, growing, traffic, type Naming, type Phase } from './traffic';

/** What a kind of software exposes for one deployment, by its real names. */
export interface RequestFixture {
  profile: string;
  /** What is special about it. */
  variant: string;
  naming: Naming;
  /** Labels by which its series are found. */
  labels(target: HealthTarget): Record<string, string>;
  /** Bounds of its histogram are milliseconds. */
  milliseconds?: boolean;
}

const SECONDS = 'http_request_duration_seconds';

function scraped({ namespace, component }: HealthTarget) {
  return {
    namespace: namespace!,
    service: component,
    pod: `${component}-7d9f-x2`,
    job: component,
  };
}

export const REQUEST_FIXTURES: RequestFixture[] = [
  ...['status_code', 'code', 'status'].map(label => ({
    profile: 'prom-client',
    variant: `histogram with ${label}`,
    naming: {
      count: `${SECONDS}_count`,
      histogram: SECONDS,
      ok: { method: 'GET', route: '/cart', [label]: '200' },
      failed: { method: 'GET', route: '/cart', [label]: '503' },
    },
    labels: scraped,
  })),
  ...['status_code', 'code', 'status'].map(label => ({
    profile: 'prom-client',
    variant: `counter with ${label}`,
    naming: {
      count: 'http_requests_total',
      ok: { method: 'get', [label]: '200' },
      failed: { method: 'get', [label]: '500' },
    },
    labels: scraped,
  })),
  {
    profile: 'micrometer',
    variant: 'Spring Boot',
    naming: {
      count: 'http_server_requests_seconds_count',
      histogram: 'http_server_requests_seconds',
      ok: { status: '200', outcome: 'SUCCESS', uri: '/orders/{id}' },
      failed: { status: '500', outcome: 'SERVER_ERROR', uri: '/orders/{id}' },
    },
    labels: scraped,
  },
  {
    profile: 'opentelemetry',
    variant: 'stable conventions',
    naming: {
      count: 'http_server_request_duration_seconds_count',
      histogram: 'http_server_request_duration_seconds',
      ok: { http_response_status_code: '200', http_route: '/' },
      failed: { http_response_status_code: '500', http_route: '/' },
    },
    labels: scraped,
  },
  {
    profile: 'opentelemetry',
    variant: 'older conventions',
    naming: {
      count: 'http_server_duration_milliseconds_count',
      histogram: 'http_server_duration_milliseconds',
      ok: { http_status_code: '200', http_method: 'GET' },
      failed: { http_status_code: '500', http_method: 'GET' },
    },
    labels: scraped,
    milliseconds: true,
  },
  {
    profile: 'linkerd',
    variant: 'inbound',
    naming: {
      count: 'response_total',
      histogram: 'response_latency_ms',
      ok: { classification: 'success', status_code: '200' },
      failed: { classification: 'failure', status_code: '500' },
      labels: { direction: 'inbound', tls: 'true' },
    },
    labels: ({ namespace, component }) => ({
      namespace: namespace!,
      deployment: component,
    }),
    milliseconds: true,
  },
  ...['destination', 'waypoint'].map(reporter => ({
    profile: 'istio',
    variant: `reported by ${reporter}`,
    naming: {
      count: 'istio_requests_total',
      histogram: 'istio_request_duration_milliseconds',
      ok: { response_code: '200', response_flags: '-' },
      failed: { response_code: '503', response_flags: 'UF' },
      labels: { reporter },
    },
    labels: ({ namespace, component }: HealthTarget) => ({
      destination_workload_namespace: namespace!,
      destination_workload: component,
    }),
    milliseconds: true,
  })),
  ...[
    ['Kubernetes', 'retail-prod-', '-80@kubernetes'],
    ['Swarm', 'retail-prod_', '@swarm'],
    ['Nomad', '', '@nomad'],
  ].map(([variant, before, after]) => ({
    profile: 'traefik',
    variant,
    naming: {
      count: 'traefik_service_requests_total',
      histogram: 'traefik_service_request_duration_seconds',
      ok: { code: '200', method: 'GET', protocol: 'http' },
      failed: { code: '502', method: 'GET', protocol: 'http' },
    },
    labels: ({ component }: HealthTarget) => ({
      service: `${before}${component}${after}`,
    }),
  })),
];

/** Each fixture is a component of its own. */
export function fixtureTarget(index: number): HealthTarget {
  return target(`fixture${index}`);
}

/** What all request fixtures expose. */
export function requestFixtureSeries(phases: readonly Phase[]): PastSeries[] {
  return REQUEST_FIXTURES.flatMap((fixture, index) => {
    const { naming, labels, milliseconds } = fixture;
    const scale = milliseconds ? 1000 : 1;
    const scaled = phases.map(phase => ({
      ...phase,
      faster: Object.fromEntries(
        [0.1, 0.3, 1].map((le, at) => [`${le * scale}`, [0.5, 0.9, 0.99][at]]),
      ),
    }));
    return traffic(naming, labels(fixtureTarget(index)), scaled);
  });
}

/** What Kubernetes, cAdvisor, RabbitMQ, Nomad and Swarm expose beside requests. */
export function extraSeries(component: string, from: number): PastSeries[] {
  const namespace = 'retail-prod';
  const container = { namespace, container: component, pod: `${component}-1` };
  const deployment = { namespace, deployment: component };
  const queue = { queue: 'orders', vhost: '/' };
  const job = { exported_job: 'batch', task: 'main' };
  const swarm = {
    container_label_com_docker_swarm_service_name: 'retail-prod_gateway',
  };
  return [
    growing('container_cpu_usage_seconds_total', container, from, 0.25),
    growing('container_cpu_cfs_periods_total', container, from, 10),
    growing('container_cpu_cfs_throttled_periods_total', container, from, 1),
    gauge('container_memory_working_set_bytes', container, 3e8),
    ...['limits', 'requests'].flatMap((kind, index) => [
      gauge(
        `kube_pod_container_resource_${kind}`,
        { ...container, resource: 'cpu', unit: 'core' },
        index ? 0.25 : 0.5,
      ),
      gauge(
        `kube_pod_container_resource_${kind}`,
        { ...container, resource: 'memory', unit: 'byte' },
        4e8,
      ),
    ]),
    growing('kube_pod_container_status_restarts_total', container, from, 0.01),
    gauge(
      'kube_pod_container_status_last_terminated_reason',
      { ...container, reason: 'OOMKilled' },
      1,
    ),
    gauge(
      'kube_pod_container_status_waiting_reason',
      { ...container, reason: 'CrashLoopBackOff' },
      1,
    ),
    gauge('kube_deployment_status_replicas_available', deployment, 2),
    gauge('kube_deployment_spec_replicas', deployment, 3),
    gauge('rabbitmq_queue_messages_ready', queue, 17),
    gauge('rabbitmq_detailed_queue_messages_unacked', queue, 4),
    gauge('rabbitmq_queue_consumers', queue, 2),
    gauge('nomad_client_allocs_cpu_total_percent', job, 40),
    gauge('nomad_client_allocs_memory_usage', job, 100),
    gauge('nomad_client_allocs_memory_allocated', job, 200),
    growing('nomad_client_allocs_restart', job, from, 0.01),
    growing('nomad_client_allocs_oom_killed', job, from, 0),
    gauge('container_memory_working_set_bytes', swarm, 50),
    gauge('container_spec_memory_limit_bytes', swarm, 100),
    growing('container_cpu_usage_seconds_total', swarm, from, 0.2),
    gauge('container_spec_cpu_quota', swarm, 50_000),
    gauge('container_spec_cpu_period', swarm, 100_000),
  ];
}
