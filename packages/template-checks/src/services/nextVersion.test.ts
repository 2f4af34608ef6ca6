import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithTools, runTool } from '..';
import { SERVICES } from './serviceTemplate';

const SCRIPT = join(SERVICES, 'parts/repository/ci/next-version.sh');
const AUTHOR = {
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.org',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

describeWithTools('ci/next-version.sh', ['git', 'sh'], () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'slipway-version-'));
    cpSync(SCRIPT, join(folder, 'next-version.sh'));
    git('init', '--quiet');
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function git(...args: string[]) {
    const result = runTool('git', args, { cwd: folder, env: AUTHOR });
    expect(result).toMatchObject({ ok: true });
  }

  function commit(...messages: string[]) {
    for (const message of messages) {
      git('commit', '--quiet', '--allow-empty', '--message', message);
    }
  }

  function version(...args: string[]): string {
    const result = runTool('sh', ['next-version.sh', ...args], {
      cwd: folder,
      env: AUTHOR,
    });
    expect(result).toMatchObject({ ok: true, message: '' });
    return result.text.trim();
  }

  it('begins with 0.1.0', () => {
    commit('chore: begin');

    expect(version()).toBe('0.1.0');
    expect(version('--current')).toBe('');
  });

  it.each([
    ['v1.2.3', ['fix: a'], '1.2.4'],
    ['v1.2.3', ['fix(scope): a', 'feat: b'], '1.3.0'],
    ['v1.2.3', ['feat: a', 'fix!: b'], '2.0.0'],
    ['v1.2.3', ['feat(api)!: a'], '2.0.0'],
    ['v1.2.3', ['fix: a\n\nBREAKING CHANGE: b is gone'], '2.0.0'],
    ['v1.2.3', ['perf: a'], '1.2.4'],
    ['v0.2.3', ['feat!: a'], '0.3.0'],
    ['v0.2.3', ['fix: a'], '0.2.4'],
    ['v1.9.9', ['feat: a'], '1.10.0'],
    ['v1.2.3', ['Revert "feat: bad"\n\nThis reverts commit 0123.'], '1.2.4'],
    ['v1.2.3', ['Revert "feat!: bad"'], '1.2.4'],
    ['v1.2.3', ['Reapply "feat: good"'], '1.3.0'],
    ['v1.2.3', ['Revert "Revert "feat: good""'], '1.3.0'],
    ['v1.2.3', ['fix: a\n\nWhy.\n\nBREAKING-CHANGE: b is gone'], '2.0.0'],
    ['v1.2.3', ['fix: a\n\nRefs #1\nBREAKING CHANGE: b is gone'], '2.0.0'],
    ['v1.2.3', ['fix: a\n\nBREAKING CHANGE: b\n\nRefs: #1'], '2.0.0'],
    ['v1.2.3', ['fix: a\n\nNo longer like\nfeat!: b'], '1.2.4'],
    ['v1.2.3', ['fix: a\n\nWrite\nBREAKING CHANGE: x\nthere.'], '1.2.4'],
    ['v1.2.3', ['fix: a\n\n> BREAKING CHANGE: x'], '1.2.4'],
  ])('after %s, %j makes %s', (tag, messages, wanted) => {
    commit('feat: begin');
    git('tag', tag);
    commit(...messages);

    expect(version()).toBe(wanted);
  });

  it.each([
    ['chore: a'],
    ['docs: feat: b'],
    ['Merge branch feat'],
    ['feature: a'],
    ['fix:a'],
    ['chore: it says feat: inside'],
    ['docs: a\n\nfeat: this is a line of the body'],
    ['docs: a\n\nfeat!: this is a line of the body'],
    ['docs: a\n\nIt says what\nBREAKING CHANGE: does'],
    ['docs: how to write BREAKING CHANGE: in a footer'],
  ])('asks for no release after %j', message => {
    commit('feat: begin');
    git('tag', 'v1.0.0');
    commit(message);

    expect(version()).toBe('');
    expect(version('--current')).toBe('1.0.0');
  });

  it('takes the highest version, not the one that sorts last as text', () => {
    commit('feat: begin');
    git('tag', 'v1.9.0');
    git('tag', 'v1.10.0');
    commit('fix: a');

    expect(version()).toBe('1.10.1');
  });

  it('does not count what is no version of a release', () => {
    commit('feat: begin');
    for (const tag of ['v1.0.0', 'v2.0.0-rc.1', 'v3', 'latest', 'v01.0.0']) {
      git('tag', tag);
    }
    commit('fix: a');

    expect(version()).toBe('1.0.1');
  });

  it('does not count tags of other branches', () => {
    commit('feat: begin');
    git('tag', 'v1.0.0');
    git('checkout', '--quiet', '-b', 'other');
    commit('feat: elsewhere');
    git('tag', 'v5.0.0');
    git('checkout', '--quiet', '-b', 'here', 'v1.0.0');
    commit('fix: a');

    expect(version()).toBe('1.0.1');
  });

  it('tells the version that a commit has, if it has one', () => {
    commit('feat: begin');
    expect(version('--here')).toBe('');
    for (const tag of ['v1.9.0', 'v1.10.0', 'v2.0.0-rc.1', 'latest']) {
      git('tag', tag);
    }
    expect(version('--here')).toBe('1.10.0');

    commit('fix: a');
    expect(version('--here')).toBe('');
  });
});
