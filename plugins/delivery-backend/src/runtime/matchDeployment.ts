import type { RuntimeLocator } from '@slipway/backstage-plugin-delivery-node';
import type { DeploymentRow } from '../database/rows';

/** What of a deployment an observation is matched with. */
export type MatchCandidate = Pick<
  DeploymentRow,
  'id' | 'repository' | 'path' | 'entity_ref' | 'environment' | 'component'
>;

/**
 * The address of a repository without what may differ between two spellings
 * of it: scheme, user, port of ssh, a trailing `.git`.
 */
export function normaliseRepoUrl(url: string): string {
  const scp = /^(?:[^@/]+@)?([^:/]+):(?!\/\/)(.+)$/.exec(url);
  const text = scp ? `${scp[1]}/${scp[2]}` : url.replace(/^[a-z+]+:\/\//i, '');
  return text
    .replace(/^[^@/]*@/, '')
    .replace(/:\d+\//, '/')
    .replace(/\.git\/?$/, '')
    .replace(/\/+$/, '')
    .toLowerCase();
}

function normalisePath(path: string): string {
  return path.replace(/^\.?\/+|\/+$/g, '');
}

/** Finds the deployment an observation speaks of, by repository and folder. */
export class DeploymentMatcher {
  readonly #byFolder = new Map<string, string>();

  private constructor() {}

  /**
   * @param repositories - address by id of the configured repositories
   */
  static create(
    deployments: readonly MatchCandidate[],
    repositories: ReadonlyMap<string, string>,
  ) {
    const matcher = new DeploymentMatcher();
    for (const deployment of deployments) {
      const url = repositories.get(deployment.repository);
      if (url) {
        matcher.#byFolder.set(
          `${normaliseRepoUrl(url)}\0${deployment.path}`,
          deployment.id,
        );
      }
    }
    return matcher;
  }

  /** Id of the deployment; undefined when none matches. */
  match(locator: RuntimeLocator): string | undefined {
    for (const { repoUrl, path } of locator.sources) {
      const key = `${normaliseRepoUrl(repoUrl)}\0${normalisePath(path)}`;
      const id = this.#byFolder.get(key);
      if (id) {
        return id;
      }
    }
    return undefined;
  }
}
