/**
 * Measures deployments by Prometheus and by servers with the same API.
 *
 * @packageDocumentation
 */
export { deliveryModulePrometheus as default } from './module';
export { PrometheusHealthSource } from './PrometheusHealthSource';
export type { PrometheusHealthSourceOptions } from './PrometheusHealthSource';
export { PrometheusTenantUsageSource } from './PrometheusTenantUsageSource';
export { PrometheusTrafficSource } from './PrometheusTrafficSource';
export type {
  PrometheusConfig,
  PrometheusServerConfig,
} from './config/readPrometheusConfig';
export type { PrometheusConnection } from './client/Connection';
export { PROMETHEUS_ANNOTATIONS } from './selection/annotations';
export type {
  HealthProfile,
  LabelTemplate,
  ProfileLine,
  RequestMetrics,
} from './profiles/HealthProfile';
export type { Matcher } from './promql/promql';
