import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { HealthTarget } from '@slipway/backstage-plugin-delivery-node';
import { readPrometheusConfig } from '../config/readPrometheusConfig';
import { PrometheusHealthSource } from '../PrometheusHealthSource';

/** What a test says of the configuration. */
export interface SourceOptions {
  url: string;
  /** Unix time in seconds. */
  now?: number;
  server?: object;
  section?: object;
}

/** What the module makes a source of, for one server. */
export function createOptions({ url, now, server, section }: SourceOptions) {
  const config = readPrometheusConfig(
    new ConfigReader({
      delivery: {
        prometheus: {
          servers: [{ name: 'eu-1', url, ...server }],
          ...section,
        },
      },
    }),
  );
  const logger = mockServices.logger.mock();
  return {
    ...{ server: config.servers[0], config, logger },
    now: now === undefined ? undefined : () => now * 1000,
  };
}

/** A source as the module makes it, for one server. */
export function createSource(options: SourceOptions) {
  const made = createOptions(options);
  const { logger, config } = made;
  return { source: PrometheusHealthSource.create(made), logger, config };
}

/** A deployment in a namespace `retail-<environment>`. */
export function target(
  component: string,
  overrides: Partial<HealthTarget> = {},
): HealthTarget {
  const { environment = 'prod' } = overrides;
  return {
    deploymentId: `${component}-${environment}`,
    entityRef: `component:default/${component}`,
    component,
    environment,
    namespace: `retail-${environment}`,
    annotations: {},
    ...overrides,
  };
}
