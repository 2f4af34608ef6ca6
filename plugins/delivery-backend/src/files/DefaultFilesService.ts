import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type {
  ChangedFile,
  ChangePlan,
  DeploymentFiles,
} from '@slipway/backstage-plugin-delivery-common';
import type { DefaultChangesService } from '../changes/DefaultChangesService';
import type { DefaultDeploymentsService } from '../deployments/DefaultDeploymentsService';
import type { TreeEntry } from '../git/GitMirror';
import type { RepositoryRegistry } from '../observer/RepositoryRegistry';
import { readTexts, toFile } from './readTexts';

/** What the service works with. */
export interface FilesServiceOptions {
  repositories: RepositoryRegistry;
  deployments: Pick<DefaultDeploymentsService, 'row'>;
  changes: Pick<DefaultChangesService, 'get'>;
}

interface Caller {
  credentials: BackstageCredentials;
}

/** Reads texts of a repository: those of a folder, and those that a change was about. */
export class DefaultFilesService {
  readonly #options: FilesServiceOptions;

  private constructor(options: FilesServiceOptions) {
    this.#options = options;
  }

  static create(options: FilesServiceOptions) {
    return new DefaultFilesService(options);
  }

  /**
   * The files of a deployment's folder, as Git wants them now.
   *
   * @throws NotFoundError, NotAllowedError
   * @throws InputError when there are more than anyone wants to copy
   */
  async ofDeployment(id: string, caller: Caller): Promise<DeploymentFiles> {
    const row = await this.#options.deployments.row(id, caller);
    const { repository, path } = row;
    const { mirror } = this.#options.repositories.get(repository);
    const commit = await this.#options.repositories.head(repository);
    const entries = await mirror.listFiles(commit, [path]);
    const blobs = await readTexts(mirror, entries, path);
    const files = entries.map(entry =>
      toFile(entry.path.slice(path.length + 1), blobs.get(entry.sha)),
    );
    return { deploymentId: id, repository, path, commit, files };
  }

  /**
   * The files that a change changed, before and after it.
   *
   * @throws NotFoundError, NotAllowedError
   * @throws ConflictError when it brought no commit, or its commit is gone
   */
  async ofChange(id: string, caller: Caller): Promise<ChangePlan> {
    const change = await this.#options.changes.get(id, caller);
    const { repository, commit, state } = change;
    if (!commit || state !== 'committed') {
      throw new ConflictError(
        `The change ${id} is not in Git: it is ${state}.`,
      );
    }
    if (!change.paths.length) return { repository, head: commit, files: [] };
    const { mirror } = this.#options.repositories.get(repository);
    await this.#options.repositories.head(repository);
    const parent = await mirror.resolve(`${commit}^1^{commit}`);
    if (!parent) {
      throw new ConflictError(
        `The commit ${commit.slice(0, 7)} of the change is no longer in ${repository}.`,
      );
    }
    const paths = new Set(change.paths);
    const [before, after] = await Promise.all(
      [parent, commit].map(async at =>
        (await mirror.listFiles(at)).filter(entry => paths.has(entry.path)),
      ),
    );
    const blobs = await readTexts(mirror, [...before, ...after], id);
    const files = change.paths.map(path => {
      const [old, now] = [before, after].map(entries =>
        entries.find(entry => entry.path === path),
      );
      return {
        ...{ path, status: statusOf(old, now) },
        ...textOf('before', old && blobs.get(old.sha)?.text),
        ...textOf('after', now && blobs.get(now.sha)?.text),
      };
    });
    return { repository, head: commit, files };
  }
}

function textOf(key: 'before' | 'after', text: string | undefined) {
  return text === undefined ? {} : { [key]: text };
}

function statusOf(
  before: TreeEntry | undefined,
  after: TreeEntry | undefined,
): ChangedFile['status'] {
  if (!after) return 'removed';
  return before ? 'changed' : 'added';
}
