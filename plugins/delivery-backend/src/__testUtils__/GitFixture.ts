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

/** A real bare repository and a work tree that pushes to it. */
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
    mkdirSync(fixture.work);
    fixture.run(
      ['init', '-q', '--bare', '-b', 'main', fixture.bare],
      fixture.root,
    );
    fixture.run(['init', '-q', '-b', 'main', '.']);
    fixture.run(['remote', 'add', 'origin', fixture.bare]);
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
    return execFileSync('git', args, {
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
    this.run(['add', '-A']);
    this.run(
      ['commit', '-q', '--allow-empty', '-m', commit.message ?? 'Change'],
      this.work,
      {
        GIT_AUTHOR_NAME: author,
        GIT_AUTHOR_EMAIL: `${author}@example.org`,
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_DATE: date,
      },
    );
    return this.run(['rev-parse', 'HEAD']);
  }

  /** Commits, pushes, and gives the sha. */
  commit(commit: FixtureCommit): string {
    const sha = this.commitOnly(commit);
    this.push();
    return sha;
  }

  push(...args: string[]) {
    this.run(['push', '-q', 'origin', 'HEAD:main', ...args]);
  }

  /** Brings what others pushed into the work tree. */
  pull() {
    this.run(['pull', '-q', '--rebase', 'origin', 'main']);
  }

  /**
   * The commit of `main`. Read from its file: observers ask every few
   * milliseconds, and a process for each would stop all else that long.
   */
  head(): string {
    return readFileSync(
      join(this.bare, 'refs', 'heads', 'main'),
      'utf8',
    ).trim();
  }

  dispose() {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Helm values of the shape most folders have. */
export function helmValues(version: string, more = ''): string {
  return `# values\nimage:\n  repository: registry.example.org/payments\n  tag: "${version}"  # set by CI\nreplicas: 3\n${more}`;
}
