import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git, gitBytes } from './git';

describe('git', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'slipway-git-'));
    await git(['init', '--quiet', '--bare', directory]);
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('says which command failed, and git’s own words', async () => {
    await expect(
      git(['rev-parse', '--verify', 'nothing'], { cwd: directory }),
    ).rejects.toThrow(/^git rev-parse failed: fatal: .*single revision/);
  });

  it('gives bytes as they are', async () => {
    const sha = await git(['hash-object', '-w', '--stdin'], {
      cwd: directory,
      input: 'größe\0\n',
    });

    const read = await gitBytes(['cat-file', 'blob', sha.trim()], {
      cwd: directory,
    });

    expect(read).toEqual(Buffer.from('größe\0\n'));
  });

  it('is not told how to behave by who runs it', async () => {
    const before = process.env.GIT_CONFIG_GLOBAL;
    process.env.GIT_CONFIG_GLOBAL = join(directory, 'none');
    try {
      const origin = await git(['config', '--list', '--show-scope'], {
        cwd: directory,
      });
      expect(origin).not.toMatch(/^(global|system)/m);
    } finally {
      if (before === undefined) {
        delete process.env.GIT_CONFIG_GLOBAL;
      } else {
        process.env.GIT_CONFIG_GLOBAL = before;
      }
    }
  });

  it('lives with a command that does not read what it is given', async () => {
    const input = 'x'.repeat(2_000_000);

    expect(await git(['--version'], { input })).toMatch(/^git version/);
  });
});
