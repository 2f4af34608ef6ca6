/* Looks into the GitOps repository of the sandbox, and writes to it as others do. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

function git(folder, ...args) {
  return execFileSync('git', ['-C', folder, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

/** Sha of the newest commit of the branch. */
export function headOf(repository) {
  return git(repository, 'rev-parse', 'refs/heads/main');
}

/** Shas of the commits after one, oldest first. */
export function commitsSince(repository, sha) {
  const list = git(repository, 'rev-list', '--reverse', `${sha}..main`);
  return list.split('\n').filter(Boolean);
}

/** The files of a commit, with how many lines it added and took away. */
export function changesOf(repository, sha) {
  return git(repository, 'show', '--numstat', '--format=', sha)
    .split('\n')
    .map(line => line.split('\t'))
    .map(([added, removed, file]) => ({
      file,
      added: Number(added),
      removed: Number(removed),
    }));
}

/** Lines that a commit took away and added, without their signs. */
export function linesOf(repository, sha) {
  const text = git(repository, 'show', '--unified=0', '--format=', sha);
  const lines = sign =>
    text
      .split('\n')
      .filter(line => line.startsWith(sign) && !line.startsWith(sign.repeat(3)))
      .map(line => line.slice(1));
  return { before: lines('-'), after: lines('+') };
}

/** Paths of all files of a commit. */
export function filesOf(repository, sha) {
  return git(repository, 'ls-tree', '-r', '--name-only', sha).split('\n');
}

/** The trailers of a commit, by name. */
export function trailersOf(repository, sha) {
  const text = git(
    repository,
    ...['show', '-s', '--format=%(trailers:only,unfold)', sha],
  );
  return Object.fromEntries(
    text.split('\n').map(line => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
}

/** Changes one file and pushes that, as somebody who does not use the portal. */
export function pushChange(repository, { file, from, to, author, subject }) {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-clone-'));
  try {
    git(folder, 'clone', '--quiet', '--branch', 'main', repository, '.');
    const path = join(folder, file);
    const before = readFileSync(path, 'utf8');
    if (!before.includes(from)) {
      throw new Error(`${file} does not hold ${from}.`);
    }
    writeFileSync(path, before.replace(from, to));
    git(
      folder,
      ...['-c', `user.name=${author}`, '-c', `user.email=${author}@retail`],
      ...['commit', '--quiet', '--all', '--message', subject],
    );
    git(folder, 'push', '--quiet', 'origin', 'main');
    return git(folder, 'rev-parse', 'HEAD');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The text of a file at the newest commit. */
export function textOf(repository, path) {
  return git(repository, 'show', `refs/heads/main:${path}`);
}

/** Gives all folders below one another end, as somebody with an editor does. */
export function expireAt(repository, prefix, end) {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-clone-'));
  try {
    git(folder, 'clone', '--quiet', '--branch', 'main', repository, '.');
    for (const file of filesOf(repository, 'main')) {
      if (file.startsWith(prefix) && file.endsWith('/delivery.yaml')) {
        const path = join(folder, file);
        const text = readFileSync(path, 'utf8');
        writeFileSync(path, text.replace(/^expires: .*$/m, `expires: ${end}`));
      }
    }
    const person = ['-c', 'user.name=dev-2', '-c', 'user.email=dev-2@retail'];
    const subject = `End ${prefix} sooner`;
    git(
      folder,
      ...person,
      ...['commit', '--quiet', '--all', '--message', subject],
    );
    git(folder, 'push', '--quiet', 'origin', 'main');
    return git(folder, 'rev-parse', 'HEAD');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
