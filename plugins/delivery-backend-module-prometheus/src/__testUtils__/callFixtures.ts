import type { HealthTarget } from '@slipway/backstage-plugin-delivery-node';
import type { PastSeries } from '@slipway/backstage-plugin-delivery-node/testUtils';

type Labels = Record<string, string>;

/** How an exporter of one kind counts a call. */
export interface CallFixture {
  profile: string;
  metric: string;
  /** Labels of a call; undefined where it cannot see callers. */
  between?: (from: HealthTarget, to: HealthTarget) => Labels;
  /** Labels of a call from outside. */
  outside?: (to: HealthTarget) => Labels;
  /** What is not to be counted, because it counts the same again. */
  twice?: (from: HealthTarget, to: HealthTarget) => Labels;
}

/** Exporters as they are documented by those who make them. */
export const CALL_FIXTURES: readonly CallFixture[] = [
  {
    ...{ profile: 'linkerd', metric: 'response_total' },
    between: (from, to) => ({
      ...{ direction: 'outbound', classification: 'success' },
      ...{ namespace: from.namespace!, deployment: from.component },
      ...{ dst_namespace: to.namespace!, dst_deployment: to.component },
      ...{ status_code: '200', tls: 'true' },
    }),
    twice: (_, to) => ({
      ...{ direction: 'inbound', classification: 'success' },
      ...{ namespace: to.namespace!, deployment: to.component },
    }),
  },
  {
    ...{ profile: 'istio', metric: 'istio_requests_total' },
    between: (from, to) => ({
      ...{ reporter: 'destination', response_code: '200' },
      source_workload_namespace: from.namespace!,
      source_workload: from.component,
      destination_workload_namespace: to.namespace!,
      destination_workload: to.component,
    }),
    outside: to => ({
      ...{ reporter: 'destination', response_code: '200' },
      source_workload_namespace: 'unknown',
      source_workload: 'unknown',
      destination_workload_namespace: to.namespace!,
      destination_workload: to.component,
    }),
    twice: (from, to) => ({
      ...{ reporter: 'source', response_code: '200' },
      source_workload_namespace: from.namespace!,
      source_workload: from.component,
      destination_workload_namespace: to.namespace!,
      destination_workload: to.component,
    }),
  },
  {
    ...{
      profile: 'service-graph',
      metric: 'traces_service_graph_request_total',
    },
    between: (from, to) => ({ client: from.component, server: to.component }),
    outside: to => ({ client: 'user', server: to.component }),
    twice: (from, to) => ({
      ...{ client: from.component, server: to.component },
      connection_type: 'messaging_system',
    }),
  },
  {
    ...{ profile: 'traefik', metric: 'traefik_service_requests_total' },
    outside: to => ({
      ...{ code: '200', method: 'GET', protocol: 'http' },
      service: `${to.namespace}-${to.component}-http@kubernetes`,
    }),
  },
];

/** A counter of one request a second. */
export function onceASecond(
  name: string,
  labels: Labels,
  from: number,
): PastSeries {
  return { name, labels, valueAt: time => time - from };
}
