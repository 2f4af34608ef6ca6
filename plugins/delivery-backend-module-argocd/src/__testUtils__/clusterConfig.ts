import type { ArgoCdClusterConfig } from '../config/readArgoCdConfig';

/** A cluster as it would be configured, with what a test changes. */
export function clusterConfig(
  change: Pick<ArgoCdClusterConfig, 'connection'> &
    Partial<ArgoCdClusterConfig>,
): ArgoCdClusterConfig {
  return {
    name: 'eu-1',
    title: 'Argo CD eu-1',
    clusterNames: {},
    simulated: false,
    requestTimeoutMs: 5_000,
    reconcileIntervalMs: 600_000,
    ...change,
  };
}
