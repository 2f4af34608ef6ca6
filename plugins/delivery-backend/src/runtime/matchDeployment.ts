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

/** What of a configured repository an observation is matched with. */
export interface ObservedRepository {
  id: string;
  url: string;
  branch: string;
}

/** An Application that follows another branch or a tag shows something else. */
function follows(branch: string, targetRevision: string | undefined): boolean {
  const target = targetRevision?.replace(/^refs\/heads\//, '');
  return !target || target === 'HEAD' || target === branch;
}

/** Finds the deployment an observation speaks of, by repository and folder. */
export class DeploymentMatcher {
  readonly #byFolder = new Map<string, { id: string; branch: string }>();

  private constructor() {}

  static create(
    deployments: readonly MatchCandidate[],
    repositories: readonly ObservedRepository[],
  ) {
    const matcher = new DeploymentMatcher();
    for (const deployment of deployments) {
      const repository = repositories.find(
        ({ id }) => id === deployment.repository,
      );
      if (repository) {
        matcher.#byFolder.set(
          `${normaliseRepoUrl(repository.url)}\0${deployment.path}`,
          { id: deployment.id, branch: repository.branch },
        );
      }
    }
    return matcher;
  }

  /** Id of the deployment; undefined when none matches. */
  match(locator: RuntimeLocator): string | undefined {
    for (const { repoUrl, path, targetRevision } of locator.sources) {
      const key = `${normaliseRepoUrl(repoUrl)}\0${normalisePath(path)}`;
      const found = this.#byFolder.get(key);
      if (found && follows(found.branch, targetRevision)) {
        return found.id;
      }
    }
    return undefined;
  }
}
