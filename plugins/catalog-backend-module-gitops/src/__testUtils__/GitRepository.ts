import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A repository of a test, with commits of its making. */
export class GitRepository {
  readonly directory = mkdtempSync(join(tmpdir(), 'catalog-git-'));

  constructor() {
    this.#git('init', '--quiet', '--initial-branch=main');
  }

  get url(): string {
    return `file://${this.directory}`;
  }

  /** Writes files and commits them; undefined removes one. */
  commit(files: Record<string, string | undefined>) {
    for (const [path, text] of Object.entries(files)) {
      const full = join(this.directory, path);
      if (text === undefined) {
        rmSync(full, { recursive: true });
      } else {
        mkdirSync(dirname(full), { recursive: true });
        writeFileSync(full, text);
      }
    }
    this.#git('add', '--all');
    this.#git('commit', '--quiet', '--allow-empty', '-m', 'Change');
  }

  remove() {
    rmSync(this.directory, { recursive: true, force: true });
  }

  #git(...args: string[]) {
    const person = ['-c', 'user.name=ci', '-c', 'user.email=ci@localhost'];
    execFileSync('git', [...person, ...args], {
      ...{ cwd: this.directory, stdio: ['ignore', 'pipe', 'pipe'] },
    });
  }
}

/** A description of a component as people write it. */
export function componentInfo(name: string, owner = 'team-a'): string {
  return [
    'apiVersion: backstage.io/v1alpha1',
    'kind: Component',
    `metadata: { name: ${name} }`,
    `spec: { type: service, lifecycle: production, owner: ${owner} }`,
    '',
  ].join('\n');
}

/** Configuration of one repository. */
export function gitopsConfig(url: string, more: object = {}) {
  return {
    catalog: { providers: { gitops: more } },
    delivery: {
      cacheDirectory: mkdtempSync(join(tmpdir(), 'catalog-copies-')),
      environments: [{ name: 'dev' }, { name: 'prod', title: 'Production' }],
      repositories: [
        {
          ...{ id: 'gitops', url },
          layouts: [
            { path: 'prod/{tenant}/{component}', environment: 'prod' },
            { path: '{environment}/{component}' },
          ],
        },
      ],
    },
  };
}
