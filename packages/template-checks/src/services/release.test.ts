import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ToolResult, describeWithTools, runTool } from '..';
import { ServiceTemplates, answers, partOf } from './serviceTemplate';

const AUTHOR = {
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.org',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

/** A registry that is a folder: a file for each version, which holds its revision. */
const DOCKER = `#!/bin/sh
[ "$1" != "\${DOCKER_FAILS:-}" ] || { echo "$1 failed" >&2; exit 1; }
for last in "$@"; do :; done
case "$1 $2" in
  manifest*) test -f "$REGISTRY/\${last##*:}" ;;
  'image inspect') cat "$REGISTRY/\${last##*:}" ;;
  build*)
    echo "$*" >> "$REGISTRY/builds"
    for word in "$@"; do
      case $word in *.revision=*) echo "\${word#*=*=}" > "$REGISTRY/built" ;; esac
    done ;;
  push*) sed 's/.*revision=//' "$REGISTRY/built" > "$REGISTRY/\${last##*:}" ;;
esac
`;

const IMAGE = 'registry.example.org/retail/orders';

describeWithTools('ci/release.sh', ['git', 'sh', 'sed'], () => {
  let scripts: [path: string, text: string][];
  let root: string;
  let one: string;
  let other: string;

  beforeAll(async () => {
    const templates = await ServiceTemplates.start();
    const rendering = await templates.render('service-node', answers());
    await templates.stop();
    const repository = partOf(rendering, 'repository');
    scripts = ['ci/release.sh', 'ci/next-version.sh'].map(path => [
      path,
      repository.text(path),
    ]);
  }, 60_000);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'slipway-release-'));
    for (const folder of ['bin', 'registry']) {
      runTool('mkdir', [join(root, folder)]);
    }
    writeFileSync(join(root, 'bin/docker'), DOCKER);
    chmodSync(join(root, 'bin/docker'), 0o755);
    git(root, 'init', '--quiet', '--bare', '--initial-branch=main', 'remote');
    one = clone('one');
    runTool('mkdir', [join(one, 'ci')]);
    for (const [path, text] of scripts) writeFileSync(join(one, path), text);
    git(one, 'add', '.');
    commit(one, 'feat: begin');
    git(one, 'push', '--quiet', 'origin', 'HEAD:main');
    other = clone('other');
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function git(cwd: string, ...args: string[]): string {
    const result = runTool('git', args, { cwd, env: AUTHOR });
    expect(result).toMatchObject({ ok: true });
    return result.text.trim();
  }

  function clone(name: string): string {
    git(root, 'clone', '--quiet', 'remote', name);
    return join(root, name);
  }

  function commit(folder: string, subject: string) {
    git(folder, 'commit', '--quiet', '--allow-empty', '--message', subject);
  }

  function release(folder: string, fails = ''): ToolResult {
    const env = {
      ...AUTHOR,
      PATH: `${join(root, 'bin')}:${process.env.PATH}`,
      REGISTRY: join(root, 'registry'),
      DOCKER_FAILS: fails,
    };
    return runTool('sh', ['ci/release.sh'], { cwd: folder, env });
  }

  /** Versions that are pushed, and the revisions that they were built from. */
  function pushed(): Record<string, string> {
    const cwd = join(root, 'registry');
    const names = runTool('ls', [], { cwd }).text.split('\n');
    return Object.fromEntries(
      names
        .filter(name => /^\d/.test(name))
        .map(name => [name, runTool('cat', [name], { cwd }).text.trim()]),
    );
  }

  const tags = () => git(join(root, 'remote'), 'tag').split('\n');
  const head = (folder: string) => git(folder, 'rev-parse', 'HEAD');
  const builds = () =>
    runTool('cat', ['builds'], { cwd: join(root, 'registry') })
      .text.split('\n')
      .filter(Boolean).length;

  it('takes the version, builds it and pushes it', () => {
    const result = release(one);

    expect(result).toMatchObject({ ok: true });
    expect(result.text).toContain(`${IMAGE}:0.1.0 is released.`);
    expect(tags()).toEqual(['v0.1.0']);
    expect(pushed()).toEqual({ '0.1.0': head(one) });
  });

  it('releases nothing when no commit asks for it', () => {
    release(one);
    commit(one, 'docs: a word');

    expect(release(one)).toMatchObject({
      ok: true,
      text: 'No commit since 0.1.0 asks for a release.\n',
    });
  });

  it('gives a version to one of two commits, and builds nothing of the other', () => {
    commit(other, 'fix: elsewhere');
    release(one);

    const result = release(other);

    expect(result.ok).toBe(false);
    expect(result.message).toMatch(
      /0\.1\.0 is there already and was built from/,
    );
    expect(pushed()).toEqual({ '0.1.0': head(one) });
  });

  it('builds nothing when the tag cannot be pushed, and leaves none behind', () => {
    git(other, 'push', '--quiet', 'origin', 'HEAD:refs/tags/v0.1.0');
    commit(one, 'fix: a');

    const result = release(one);

    expect(result.ok).toBe(false);
    expect(result.message).toContain(
      'The tag v0.1.0 could not be pushed, so nothing was built.',
    );
    expect(builds()).toBe(0);
    expect(git(one, 'tag')).toBe('');
  });

  it.each(['build', 'push'])(
    'goes on from the tag when docker %s failed',
    step => {
      const failed = release(one, step);
      expect(failed.ok).toBe(false);
      expect(failed.message).toMatch(/v0\.1\.0 is the version of this commit/);
      expect(failed.message).toMatch(/Run the same job again/);
      expect(tags()).toEqual(['v0.1.0']);

      // Somebody else takes the next version meanwhile.
      git(other, 'fetch', '--quiet', '--tags');
      commit(other, 'fix: elsewhere');
      expect(release(other)).toMatchObject({ ok: true });

      expect(release(one)).toMatchObject({ ok: true });
      expect(pushed()).toEqual({ '0.1.0': head(one), '0.1.1': head(other) });
    },
  );

  it('builds a version once', () => {
    release(one);

    expect(release(one)).toMatchObject({ ok: true });
    expect(builds()).toBe(1);
  });

  it('refuses a version whose image was made of something else, before it takes the tag', () => {
    writeFileSync(join(root, 'registry/0.1.0'), '0123456\n');

    const result = release(one);

    expect(result.ok).toBe(false);
    expect(result.message).toContain(
      `${IMAGE}:0.1.0 is there already and was built from 0123456`,
    );
    expect(tags()).toEqual(['']);
    expect(pushed()).toEqual({ '0.1.0': '0123456' });
  });
});
