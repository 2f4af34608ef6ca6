import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBlobs } from './BlobReader';
import { asNo, GitError } from './GitError';
import { gitConfigEnv, gitEnv, gitText, runGit } from './runGit';

describe('runGit', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'git-node-'));
  const what = 'Trying git';

  it('gives what git prints', async () => {
    expect(await gitText(['--version'], { cwd, what })).toMatch(/^git version/);
    const hash = await gitText(['hash-object', '--stdin'], {
      ...{ cwd, what, input: 'text' },
    });
    expect(hash).toMatch(/^[0-9a-f]{40}$/);
  });

  it('reads no settings of a person or machine', async () => {
    const listed = await gitText(['config', '--list', '--show-scope'], {
      ...{ cwd, what, env: gitEnv([['user.name', 'ci']]) },
    });
    const scopes = listed.split('\n').map(line => line.split('\t')[0]);
    expect([...new Set(scopes)]).toEqual(['command']);
    expect(listed).toContain('user.name=ci');
  });

  it('says what was tried when it fails', async () => {
    await expect(runGit(['no-such-thing'], { cwd, what })).rejects.toThrow(
      /^Trying git: git failed: /,
    );
  });

  it.each([
    ['takes too long', { timeoutMs: 50 }, 'timeout'],
    ['is not wanted any more', { signal: AbortSignal.abort() }, 'aborted'],
  ])('ends git when it %s', async (_, options, failure) => {
    const waiting = runGit(['-c', 'alias.w=!sleep 20', 'w'], {
      ...{ cwd, what, ...options },
    });
    await expect(waiting).rejects.toMatchObject({ failure });
  });

  it('knows what git ended with, and when nobody does', async () => {
    const ends = (script: string) =>
      runGit(['-c', `alias.w=!${script}`, 'w'], { cwd, what });

    await expect(ends('exit 3')).rejects.toMatchObject({
      ...{ failure: 'other', code: 3 },
    });
    await expect(ends('kill -9 $PPID')).rejects.toMatchObject({
      ...{ failure: 'interrupted', code: undefined },
      message: 'Trying git: it was broken off before its end was known',
    });
  });

  it('takes for a no only what git itself says', () => {
    expect(asNo(new GitError(what, 'other', '', 1), false)).toBe(false);
    const lost = new GitError(what, 'interrupted', '');
    expect(() => asNo(lost, false)).toThrow(lost);
    expect(() => asNo(new TypeError('x'), false)).toThrow('x');
  });

  it('reads no blobs for who has broken off', async () => {
    await runGit(['init', '--quiet', '.'], { cwd, what });
    const signal = AbortSignal.abort();
    await expect(readBlobs(cwd, ['0'.repeat(40)], signal)).rejects.toThrow(
      /^Reading files/,
    );
  });

  it('numbers settings in the environment', () => {
    expect(gitConfigEnv([['a.b', 'c']])).toEqual({
      ...{ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'a.b' },
      GIT_CONFIG_VALUE_0: 'c',
    });
  });
});
