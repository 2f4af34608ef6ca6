import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** One program more is started from here for all three: each costs its time. */
const COMMIT =
  'git add -A && git commit -q -m "$1" && git push -q origin HEAD:main';

/** A real bare repository that a test looks into and pushes to. */
export class GitRemote {
  readonly root = mkdtempSync(join(tmpdir(), 'slipway-actions-'));
  readonly bare = join(this.root, 'remote.git');
  readonly #work = join(this.root, 'work');

  constructor(files: Record<string, string> = {}) {
    this.#git(['init', '-q', '--bare', '-b', 'main', this.bare], this.root);
    if (Object.keys(files).length) this.commit(files);
  }

  get url(): string {
    return pathToFileURL(this.bare).href;
  }

  #git(args: string[], cwd: string): string {
    return this.#execute('git', args, cwd);
  }

  #execute(program: string, args: string[], cwd: string): string {
    return execFileSync(program, args, {
      ...{ cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
      env: {
        ...{
          PATH: process.env.PATH,
          HOME: this.root,
          GIT_CONFIG_NOSYSTEM: '1',
        },
        ...{ GIT_AUTHOR_NAME: 'dev-1', GIT_AUTHOR_EMAIL: 'd@example.org' },
        ...{ GIT_COMMITTER_NAME: 'ci', GIT_COMMITTER_EMAIL: 'c@example.org' },
      },
    });
  }

  /** Commits on top of what is newest, as somebody else would. */
  commit(files: Record<string, string | undefined>, message = 'Change') {
    rmSync(this.#work, { recursive: true, force: true });
    this.#git(['clone', '-q', this.bare, this.#work], this.root);
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.#work, path);
      mkdirSync(dirname(file), { recursive: true });
      if (text === undefined) rmSync(file);
      else writeFileSync(file, text);
    }
    this.#execute('sh', ['-c', COMMIT, 'sh', message], this.#work);
    return this.head();
  }

  git(...args: string[]): string {
    return this.#git(args, this.bare).trimEnd();
  }

  head(): string {
    return readFileSync(
      join(this.bare, 'refs', 'heads', 'main'),
      'utf8',
    ).trim();
  }

  count(): number {
    return Number(this.git('rev-list', '--count', 'main'));
  }

  paths(): string[] {
    return this.git('ls-tree', '-r', '--name-only', 'main').split('\n');
  }

  show(path: string): string {
    return this.#git(['show', `main:${path}`], this.bare);
  }

  dispose() {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Helm values of the shape most folders have. */
export function helmValues(version: string, more = ''): string {
  return `# values\nimage:\n  repository: registry.example.org/payments\n  tag: "${version}"  # set by CI\nreplicas: 3\n${more}`;
}
