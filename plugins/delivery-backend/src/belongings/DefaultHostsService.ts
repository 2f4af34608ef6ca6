import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { HostAnswer } from '@slipway/backstage-plugin-delivery-common';
import type { DefaultDeploymentsService } from '../deployments/DefaultDeploymentsService';
import type { RepositoryRegistry } from '../observer/RepositoryRegistry';
import { readBelongings } from './readBelongings';
import { readFolders } from './readFolders';

/** What the service works with. */
export interface HostsServiceOptions {
  repositories: RepositoryRegistry;
  /** Ids of the repositories that are looked at. */
  ids: readonly string[];
  deployments: Pick<DefaultDeploymentsService, 'rows'>;
}

const HOST =
  /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const LONGEST = 253;

function invalid(host: string): string | undefined {
  if (host.length > LONGEST) {
    return `A host name has at most ${LONGEST} characters.`;
  }
  return HOST.test(host)
    ? undefined
    : `'${host.slice(0, 80)}' is no host name; write small letters, digits and hyphens, joined by dots.`;
}

/** Tells whether a host name is in use, as far as manifests in Git tell. */
export class DefaultHostsService {
  readonly #options: HostsServiceOptions;

  private constructor(options: HostsServiceOptions) {
    this.#options = options;
  }

  static create(options: HostsServiceOptions) {
    return new DefaultHostsService(options);
  }

  /** Folders that the caller may not see are counted and not named. */
  async check(
    host: string,
    caller: { credentials: BackstageCredentials },
  ): Promise<HostAnswer> {
    const wrong = invalid(host);
    if (wrong) return { host, status: 'invalid', message: wrong, folders: [] };
    const found = await Promise.all(
      this.#options.ids.map(id => this.#foldersWith(id, host)),
    );
    const all = found.flat();
    if (!all.length) {
      const message = `No folder in Git answers to ${host}, as far as its files can be read.`;
      return { host, status: 'free', message, folders: [] };
    }
    const rows = await this.#options.deployments
      .rows({}, caller)
      .catch(() => []);
    const seen = new Set(rows.map(row => `${row.repository}:${row.path}`));
    const folders = all.flatMap(({ repository, path }) =>
      seen.has(`${repository}:${path}`) ? [path] : [],
    );
    const where = folders.length
      ? folders.join(', ')
      : 'a folder that you may not see';
    const message = `${host} is used by ${where}; choose another name.`;
    return { host, status: 'taken', message, folders };
  }

  async #foldersWith(repository: string, host: string) {
    const { repositories } = this.#options;
    const { mirror, matcher } = repositories.get(repository);
    const head = await repositories.head(repository);
    const paths = await mirror.filesWith(head, host);
    const folders = [
      ...new Set(paths.flatMap(path => matcher.placeOfFile(path)?.path ?? [])),
    ];
    const files = await readFolders(mirror, head, folders);
    return folders.flatMap(path => {
      const { belongings } = readBelongings(files.get(path) ?? []);
      const uses = belongings.some(
        ({ kind, name }) => kind === 'host' && name === host,
      );
      return uses ? [{ repository, path }] : [];
    });
  }
}
