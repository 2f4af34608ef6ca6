import type { HealthTarget } from '@slipway/backstage-plugin-delivery-node';
import { PROMETHEUS_ANNOTATIONS } from '../selection/annotations';
import { fillTemplate } from '../selection/template';
import type { PrometheusServerConfig } from './readPrometheusConfig';

/**
 * Finds the server that measures a deployment: the one that its annotation
 * names, else the one that says most precisely what it measures, else the
 * default. A single server that says nothing measures everything.
 */
export function selectServer(
  servers: readonly PrometheusServerConfig[],
  target: HealthTarget,
): PrometheusServerConfig | undefined {
  const named = target.annotations[PROMETHEUS_ANNOTATIONS.serviceName];
  if (named) {
    return servers.find(({ name }) => name === named);
  }
  let best: PrometheusServerConfig | undefined;
  let most = -1;
  for (const server of servers) {
    const precision = precisionOf(server, target, servers.length === 1);
    if (precision > most) {
      best = server;
      most = precision;
    }
  }
  return best;
}

/** @returns -1 when the server does not measure it */
function precisionOf(
  server: PrometheusServerConfig,
  { cluster, environment, environmentKind }: HealthTarget,
  isOnly: boolean,
): number {
  const { clusters, environments } = server;
  if (!clusters && !environments) {
    return server.default || isOnly ? 0 : -1;
  }
  const fits =
    (!clusters || (!!cluster && clusters.includes(cluster))) &&
    (!environments ||
      environments.includes(environment) ||
      (!!environmentKind && environments.includes(environmentKind)));
  if (fits) {
    return (clusters ? 2 : 0) + (environments ? 1 : 0);
  }
  return server.default ? 0 : -1;
}

// A tenant of Mimir is a path in its storage, and a bar between two means both.
const HEADER_VALUE = /^[A-Za-z0-9._-]+$/;

/**
 * Fills in the headers by which a server tells tenants apart.
 *
 * @returns undefined when a value is not known, or could mean another tenant
 */
export function headersFor(
  headers: Readonly<Record<string, string>>,
  target: HealthTarget,
): Record<string, string> | undefined {
  const filled: Record<string, string> = {};
  for (const [name, template] of Object.entries(headers)) {
    let isSafe = true;
    const value = fillTemplate(template, target, text => {
      isSafe &&= text === '' || HEADER_VALUE.test(text);
      return text;
    });
    if (value.kind === 'missing' || !isSafe) {
      return undefined;
    }
    if (value.kind === 'text') {
      filled[name] = value.text;
    }
  }
  return filled;
}
