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

/** A commit to make in a fixture; `null` removes a file. */
export interface FixtureCommit {
  files: Record<string, string | Buffer | null>;
  message?: string;
  author?: string;
  /** Seconds since 1970. */
  at?: number;
}

/** What `git init` makes of a folder, without a process for it. */
function initialize(folder: string, more: string) {
  mkdirSync(join(folder, 'refs', 'heads'), { recursive: true });
  mkdirSync(join(folder, 'objects'));
  mkdirSync(join(folder, 'hooks'));
  writeFileSync(join(folder, 'HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(
    join(folder, 'config'),
    `[core]\n\trepositoryformatversion = 0\n${more}\n`,
  );
}

/** The commit of a branch, or of what is checked out. */
function commitOf(folder: string, ref: string): string {
  const text = readFileSync(join(folder, ref), 'utf8').trim();
  return text.startsWith('ref: ') ? commitOf(folder, text.slice(5)) : text;
}

const COMMIT = 'git add -A && git commit -q --allow-empty -m "$1"';
const PUSH = 'git push -q origin HEAD:main';

/**
 * A real bare repository and a work tree that pushes to it. Each program that
 * is started costs tens of milliseconds in a process as large as that of tests,
 * so that some are started together, and some not at all.
 */
export class GitFixture {
  readonly root: string;
  readonly bare: string;
  readonly work: string;
  #clock = 1_760_000_000;

  private constructor(root: string) {
    this.root = root;
    this.bare = join(root, 'remote.git');
    this.work = join(root, 'work');
  }

  static create(): GitFixture {
    const fixture = new GitFixture(mkdtempSync(join(tmpdir(), 'slipway-git-')));
    initialize(fixture.bare, '\tbare = true');
    initialize(
      join(fixture.work, '.git'),
      `[remote "origin"]\n\turl = ${fixture.bare}\n\tfetch = +refs/heads/*:refs/remotes/origin/*`,
    );
    return fixture;
  }

  get url(): string {
    return pathToFileURL(this.bare).href;
  }

  run(
    args: string[],
    cwd = this.work,
    env: Record<string, string> = {},
  ): string {
    return this.#execute('git', args, { cwd, env });
  }

  #execute(
    program: string,
    args: string[],
    { cwd, env }: { cwd: string; env: Record<string, string> },
  ): string {
    return execFileSync(program, args, {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: this.root,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'dev-1',
        GIT_AUTHOR_EMAIL: 'dev-1@example.org',
        GIT_COMMITTER_NAME: 'ci',
        GIT_COMMITTER_EMAIL: 'ci@example.org',
        ...env,
      },
    }).trim();
  }

  /** Commits without pushing and gives the sha. */
  commitOnly(commit: FixtureCommit): string {
    return this.#commit(commit, COMMIT);
  }

  /** Commits, pushes, and gives the sha. */
  commit(commit: FixtureCommit): string {
    return this.#commit(commit, `${COMMIT} && ${PUSH}`);
  }

  #commit(commit: FixtureCommit, script: string): string {
    for (const [path, content] of Object.entries(commit.files)) {
      const file = join(this.work, path);
      if (content === null) {
        rmSync(file, { force: true });
      } else {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
    }
    this.#clock = commit.at ?? this.#clock + 60;
    const date = `${this.#clock} +0000`;
    const author = commit.author ?? 'dev-1';
    this.#execute('sh', ['-c', script, 'sh', commit.message ?? 'Change'], {
      cwd: this.work,
      env: {
        GIT_AUTHOR_NAME: author,
        GIT_AUTHOR_EMAIL: `${author}@example.org`,
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_DATE: date,
      },
    });
    return commitOf(join(this.work, '.git'), 'HEAD');
  }

  push(...args: string[]) {
    this.run(['push', '-q', 'origin', 'HEAD:main', ...args]);
  }

  /** Brings what others pushed into the work tree. */
  pull() {
    this.run(['pull', '-q', '--rebase', 'origin', 'main']);
  }

  /** The commit of `main`; observers ask every few milliseconds. */
  head(): string {
    return commitOf(this.bare, join('refs', 'heads', 'main'));
  }

  dispose() {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Helm values of the shape most folders have. */
export function helmValues(version: string, more = ''): string {
  return `# values\nimage:\n  repository: registry.example.org/payments\n  tag: "${version}"  # set by CI\nreplicas: 3\n${more}`;
}
