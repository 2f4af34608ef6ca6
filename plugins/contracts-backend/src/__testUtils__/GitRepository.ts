import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A repository of a test, with commits of its making. */
export class GitRepository {
  readonly directory = mkdtempSync(join(tmpdir(), 'contracts-git-'));

  constructor() {
    this.git('init', '--quiet', '--initial-branch=main');
  }

  get url(): string {
    return `file://${this.directory}`;
  }

  git(...args: string[]): string {
    const person = ['-c', 'user.name=ci', '-c', 'user.email=ci@localhost'];
    return execFileSync('git', [...person, ...args], {
      ...{ cwd: this.directory, encoding: 'utf8' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Writes files, commits them and sets a tag. */
  release(tag: string, files: Record<string, string>, annotated = false) {
    for (const [path, text] of Object.entries(files)) {
      const full = join(this.directory, path);
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, text);
    }
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '-m', tag);
    this.git('tag', ...(annotated ? ['-a', '-m', tag] : []), tag);
  }

  remove() {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
