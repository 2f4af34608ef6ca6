import { execFileSync } from 'node:child_process';
import type { RenderedRepository } from '..';

/** Pushes the files into a bare repository, as git:publish would. */
export function pushTo(repository: RenderedRepository, bare: string) {
  const written = repository.write();
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: written.root,
      stdio: 'pipe',
      env: {
        PATH: process.env.PATH,
        HOME: written.root,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'dev-1',
        GIT_AUTHOR_EMAIL: 'dev-1@example.org',
        GIT_COMMITTER_NAME: 'dev-1',
        GIT_COMMITTER_EMAIL: 'dev-1@example.org',
      },
    });
  git('init', '-q', '--bare', '-b', 'main', bare);
  git('init', '-q', '-b', 'main', '.');
  git('add', '-A');
  git('commit', '-q', '-m', 'Begin the GitOps repository');
  git('push', '-q', bare, 'main');
  written.dispose();
}
