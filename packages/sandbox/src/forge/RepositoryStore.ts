import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { git, gitBytes } from '../story/git';

/** A repository of the forge, by its owner and its name. */
export interface RepositoryName {
  owner: string;
  name: string;
}

const NAME = /^[a-z0-9][a-z0-9._-]{0,99}$/;
const REF = /^(?!.*\.\.)[A-Za-z0-9][\w./-]{0,199}$/;
/** How git says that there is no such commit or file. */
const ABSENT =
  /not a valid object name|does not exist|exists on disk|invalid object|unknown revision/i;

/** Names with which nothing outside of the folder can be reached. */
export function isRepositoryName({ owner, name }: RepositoryName): boolean {
  return [owner, name].every(part => NAME.test(part) && !part.endsWith('.git'));
}

/** The bare repositories below one folder. */
export class RepositoryStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get folder(): string {
    return this.#folder;
  }

  async has(repository: RepositoryName): Promise<boolean> {
    if (!isRepositoryName(repository)) {
      return false;
    }
    const found = access(this.#pathOf(repository));
    return found.then(
      () => true,
      () => false,
    );
  }

  async list(): Promise<RepositoryName[]> {
    const owners = await readdir(this.#folder).catch(() => []);
    const found = await Promise.all(
      owners.map(async owner => {
        const names = await readdir(join(this.#folder, owner));
        return names.map(name => ({ owner, name: name.replace(/\.git$/, '') }));
      }),
    );
    return found.flat();
  }

  /** Makes an empty repository that can be pushed to, as a forge with push-to-create does. */
  async create(repository: RepositoryName): Promise<void> {
    const path = this.#pathOf(repository);
    await git(['init', '--quiet', '--bare', '--initial-branch=main', path]);
  }

  /** Sha of the newest commit of a branch; undefined when there is none. */
  async commitOf(
    repository: RepositoryName,
    ref: string,
  ): Promise<string | undefined> {
    const sha = await this.#read(repository, [
      ...['rev-parse', '--verify', '--quiet', `${named(ref)}^{commit}`],
    ]);
    return sha?.toString('utf8').trim() || undefined;
  }

  /** The bytes of a file; undefined when it is not there. */
  async file(repository: RepositoryName, ref: string, path: string) {
    return path.split('/').includes('..')
      ? undefined
      : this.#read(repository, ['cat-file', 'blob', `${named(ref)}:${path}`]);
  }

  /** Paths of all files below a folder. */
  async paths(repository: RepositoryName, ref: string): Promise<string[]> {
    const names = await this.#read(repository, [
      ...['ls-tree', '-r', '-z', '--name-only', named(ref)],
    ]);
    return (names?.toString('utf8') ?? '').split('\0').filter(Boolean);
  }

  /** All files as a compressed archive, in one folder, as forges give it. */
  async archive(repository: RepositoryName, ref: string) {
    return this.#read(repository, [
      ...['archive', '--format=tar.gz'],
      ...[`--prefix=${repository.name}/`, named(ref)],
    ]);
  }

  #pathOf({ owner, name }: RepositoryName): string {
    return join(this.#folder, owner, `${name}.git`);
  }

  async #read(
    repository: RepositoryName,
    args: readonly string[],
  ): Promise<Buffer | undefined> {
    if (!(await this.has(repository))) {
      return undefined;
    }
    try {
      return await gitBytes(args, { cwd: this.#pathOf(repository) });
    } catch (error) {
      const { message } = error as Error;
      // rev-parse --quiet fails without a word when there is no such commit.
      if (ABSENT.test(message) || message.endsWith('failed: ')) {
        return undefined;
      }
      throw error;
    }
  }
}

/** A name that git takes for nothing else. */
function named(ref: string): string {
  return REF.test(ref) ? ref : 'refs/heads/none';
}
