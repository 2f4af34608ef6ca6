import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

  it('numbers settings in the environment', () => {
    expect(gitConfigEnv([['a.b', 'c']])).toEqual({
      ...{ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'a.b' },
      GIT_CONFIG_VALUE_0: 'c',
    });
  });
});
