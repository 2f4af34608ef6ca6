import type { EnvironmentName } from '../story/services';

/** A cluster of the invented company. */
export interface SandboxCluster {
  name: string;
  /** Beginning of the folders that it deploys. */
  prefix: string;
  environment: EnvironmentName;
  /** Part of names of Applications and namespaces. */
  suffix: string;
  /** Whether it also deploys tenants that no other cluster has. */
  takesTenants?: boolean;
  /** Whether it also deploys environments that people make for a while. */
  takesPreviews?: boolean;
}

export const SANDBOX_CLUSTERS: readonly SandboxCluster[] = [
  {
    ...{ name: 'eu-1', prefix: 'prod/acme/', environment: 'prod' },
    ...{ suffix: 'acme', takesTenants: true },
  },
  {
    name: 'eu-2',
    prefix: 'prod/globex/',
    environment: 'prod',
    suffix: 'globex',
  },
  { name: 'eu-acc', prefix: 'acc/', environment: 'acc', suffix: 'acc' },
  { name: 'eu-qa', prefix: 'qa/', environment: 'qa', suffix: 'qa' },
  { name: 'dev-1', prefix: 'dev/', environment: 'dev', suffix: 'dev' },
  // For what is created here: dev-1 is silent in the story.
  {
    ...{ name: 'dev-2', prefix: 'dev-2/', environment: 'dev', suffix: 'dev' },
    takesPreviews: true,
  },
];

/** The cluster that stops answering a while after it was first listed. */
export const SILENT_CLUSTER = 'dev-1';

/** What a folder is in a cluster. */
export interface SandboxPlace {
  component: string;
  /** Of names of Applications and namespaces: the environment, or in prod the tenant. */
  suffix: string;
}

const OF_PREVIEW = /^preview\/([a-z0-9][a-z0-9-]*)\/([^/]+)$/;
const OF_TENANT = /^prod\/([a-z0-9][a-z0-9-]*)\/([^/]+)$/;

/** Says what a cluster makes of a folder; undefined when another one deploys it, or none. */
export function placeIn(
  cluster: SandboxCluster,
  folder: string,
): SandboxPlace | undefined {
  if (folder.startsWith(cluster.prefix)) {
    const component = folder.slice(cluster.prefix.length);
    return { component, suffix: cluster.suffix };
  }
  const [, preview, previewed] = OF_PREVIEW.exec(folder) ?? [];
  if (preview) {
    return cluster.takesPreviews
      ? { component: previewed, suffix: preview }
      : undefined;
  }
  const isOfOthers = SANDBOX_CLUSTERS.some(({ prefix }) =>
    folder.startsWith(prefix),
  );
  const [, tenant, component] = OF_TENANT.exec(folder) ?? [];
  return cluster.takesTenants && tenant && !isOfOthers
    ? { component, suffix: tenant }
    : undefined;
}
