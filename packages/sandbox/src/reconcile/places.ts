import type { EnvironmentName } from '../story/services';

/** A cluster of the invented company. */
export interface SandboxCluster {
  name: string;
  /** Beginning of the folders that it deploys. */
  prefix: string;
  environment: EnvironmentName;
  /** Part of names of Applications and namespaces. */
  suffix: string;
}

export const SANDBOX_CLUSTERS: readonly SandboxCluster[] = [
  { name: 'eu-1', prefix: 'prod/acme/', environment: 'prod', suffix: 'acme' },
  {
    name: 'eu-2',
    prefix: 'prod/globex/',
    environment: 'prod',
    suffix: 'globex',
  },
  { name: 'eu-acc', prefix: 'acc/', environment: 'acc', suffix: 'acc' },
  { name: 'eu-qa', prefix: 'qa/', environment: 'qa', suffix: 'qa' },
  { name: 'dev-1', prefix: 'dev/', environment: 'dev', suffix: 'dev' },
];

/** The cluster that stops answering a while after it was first listed. */
export const SILENT_CLUSTER = 'dev-1';
