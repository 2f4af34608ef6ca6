import type { EnvironmentKind, RefusedFolder } from './environments';
import type { Environment } from './types';

/**
 * A Git repository, a runtime or a source of health that Slipway observes, and
 * whether it answers.
 *
 * @public
 */
export interface Source {
  /** For example `git:gitops-retail` or `argocd:eu-1`. */
  id: string;
  kind: 'git' | 'runtime' | 'health';
  /** For example `Argo CD eu-1`. */
  title: string;
  status: 'ok' | 'starting' | 'silent';
  /** Last time it answered, ISO 8601 in UTC. */
  lastSeenAt?: string;
  /** Since when it is silent, and why, in words. */
  silentSince?: string;
  cause?: string;
  /** Git only: the indexed commit. */
  head?: string;
  /** True for a simulated one: pages say so. */
  simulated: boolean;
  /** Clusters that this source speaks for. */
  clusters: string[];
}

/** @public */
export interface SourcesResponse {
  items: Source[];
}

/** @public */
export interface EnvironmentsResponse {
  items: Environment[];
  /** Kinds of those that exist only in Git. */
  kinds?: EnvironmentKind[];
  /** Folders that look like one of an environment and are none. */
  refused?: RefusedFolder[];
}
