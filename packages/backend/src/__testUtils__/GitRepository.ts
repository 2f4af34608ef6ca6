import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A real bare repository, and a work tree that pushes to it. */
export class GitRepository {
  readonly #bare: string;
  readonly #work: string;

  private constructor(bare: string, work: string) {
    this.#bare = bare;
    this.#work = work;
  }

  static create(folder: string, name: string): GitRepository {
    const bare = join(folder, `${name}.git`);
    const work = join(folder, name);
    const repository = new GitRepository(bare, work);
    mkdirSync(work, { recursive: true });
    repository.#git(['init', '-q', '--bare', '-b', 'main', bare]);
    repository.#git(['init', '-q', '-b', 'main', '.']);
    return repository;
  }

  get url(): string {
    return pathToFileURL(this.#bare).href;
  }

  /** Puts a version into folders, by one commit, and gives its sha. */
  deploy(version: string, ...paths: string[]): string {
    for (const path of paths) {
      const file = join(this.#work, path, 'values.yaml');
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(
        file,
        `image:\n  repository: registry.example.org/app\n  tag: ${version}\n`,
      );
    }
    this.#git(['add', '-A']);
    this.#git(['commit', '-q', '-m', `Deploy ${version}`]);
    this.#git(['push', '-q', this.#bare, 'HEAD:main']);
    return this.#git(['rev-parse', 'HEAD']);
  }

  #git(args: string[]): string {
    return execFileSync('git', args, {
      cwd: this.#work,
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'dev-1',
        GIT_AUTHOR_EMAIL: 'dev-1@example.org',
        GIT_COMMITTER_NAME: 'ci',
        GIT_COMMITTER_EMAIL: 'ci@example.org',
      },
    }).trim();
  }
}
