import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { GitRemote } from '../__testUtils__/GitRemote';
import { gitOverHttp, type HttpGit } from '../__testUtils__/gitOverHttp';
import {
  startScaffolder,
  type StartedScaffolder,
  type Step,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(60_000);

const WORD = 'not-to-be-seen';

describe('git:publish', () => {
  let gitops: GitRemote;
  let remote: GitRemote;
  let http: HttpGit;
  let started: StartedScaffolder;

  const files = (more: Record<string, string> = {}): Step => ({
    ...{ id: 'files', action: 'test:files' },
    input: {
      files: { 'src/index.ts': 'x\n', '.gitignore': 'dist\n', ...more },
    },
  });
  const publish = (input: object = {}): Step => ({
    ...{ id: 'publish', action: 'git:publish' },
    input: { remoteUrl: remote.url, ...input },
  });

  beforeAll(async () => {
    gitops = new GitRemote({ 'README.md': 'x\n' });
    http = await gitOverHttp(() => remote.root, {
      username: 'ci',
      password: WORD,
    });
    started = await startScaffolder({
      url: gitops.url,
      scaffolder: {
        git: {
          allowFileRemotes: true,
          remotes: [
            { urlPrefix: `${pathToFileURL(tmpdir()).href}/` },
            {
              urlPrefix: `${http.url}/`,
              credentials: { username: 'ci', password: WORD },
            },
          ],
        },
      },
      entities: [
        {
          ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'User' },
          metadata: { name: 'mock', namespace: 'default' },
          spec: {
            profile: { displayName: 'Mo <x>', email: 'mo@example.org' },
          },
        },
      ],
    });
  });

  beforeEach(() => {
    remote = new GitRemote();
    remote.git('config', 'http.receivepack', 'true');
  });

  afterEach(() => remote.dispose());

  afterAll(async () => {
    await started.backend.stop();
    await http.close();
    gitops.dispose();
  });

  it('pushes the files to an empty remote, by the person', async () => {
    const { output } = await started.run([
      files({ 'dist/out.js': 'no\n' }),
      publish({ message: 'Begin orders' }),
    ]);

    expect(output.publish).toEqual({
      ...{ remoteUrl: remote.url, commit: remote.head() },
    });
    expect(remote.paths()).toEqual(['.gitignore', 'src/index.ts']);
    expect(remote.git('log', '--format=%an %ae %s', 'main')).toBe(
      'Mo x mo@example.org Begin orders',
    );
  });

  it('pushes nothing when the same files are there already', async () => {
    await started.run([files(), publish()]);
    const { status, log } = await started.run([files(), publish()]);

    expect(status).toBe('completed');
    expect(log).toContain('main holds the same files already');
    expect(remote.count()).toBe(1);
  });

  it('refuses a remote that has commits, unless it is allowed', async () => {
    remote.commit({ 'README.md': 'Read me\n' });
    const refused = await started.run([files(), publish()]);
    expect(refused.log).toContain('The remote has commits already; nothing');
    expect(remote.count()).toBe(1);

    const allowed = await started.run([
      files(),
      publish({ allowNonEmpty: true }),
    ]);
    expect(allowed.status).toBe('completed');
    expect(remote.paths()).toEqual(['.gitignore', 'README.md', 'src/index.ts']);
    expect(remote.count()).toBe(2);
  });

  it('goes by http with the credentials of the configuration, which nobody sees', async () => {
    const url = `${http.url}/remote.git`;
    const { status, log, output } = await started.run([
      files(),
      publish({ remoteUrl: url }),
    ]);

    expect(status === 'completed' ? '' : log).toBe('');
    expect(remote.paths()).toContain('src/index.ts');
    expect(log + JSON.stringify(output)).not.toContain(WORD);
    expect(http.refused()).toBe(0);
  });

  it('takes a folder, and another branch', async () => {
    await started.run([files(), publish({ directory: 'src', branch: 'next' })]);

    expect(remote.git('ls-tree', '-r', '--name-only', 'next')).toBe('index.ts');
  });

  it('says that the remote is gone', async () => {
    const { url } = remote;
    rmSync(remote.bare, { recursive: true });
    const { status, log } = await started.run([
      files(),
      publish({ remoteUrl: url }),
    ]);

    expect(status).toBe('failed');
    expect(log).toContain('Pushing: there is no repository');
  });

  it('pushes to a forge that makes the repository by that', async () => {
    const step = publish({ remoteUrl: `${http.url}/made-by-push.git` });
    const tried = await started.dryRun([files(), step]);
    expect(tried.output.publish).toMatchObject({
      checks: [
        {
          status: 'unknown',
          message: expect.stringMatching(/^The remote shows no such repo/),
        },
      ],
    });

    const { status, log } = await started.run([files(), step]);
    expect(status === 'completed' ? '' : log).toBe('');
    const made = pathToFileURL(`${remote.root}/made-by-push.git`).href;
    expect(remote.git('ls-remote', made)).toContain('refs/heads/main');
  });

  it('only says in a dry run what it would push', async () => {
    const { log, output } = await started.dryRun([files(), publish()]);

    expect(log).toContain('+ src/index.ts');
    expect(log).toContain('The remote is empty.');
    expect(output.publish).toMatchObject({
      plan: [
        { path: '.gitignore', status: 'added', after: 'dist\n' },
        { path: 'src/index.ts', status: 'added', after: 'x\n' },
      ],
      checks: [{ status: 'ok', message: 'The remote is empty.' }],
    });
    expect(remote.git('for-each-ref')).toBe('');
  });

  it('lets one of two who begin the same branch have it', async () => {
    const tasks = await Promise.all(
      ['a', 'b'].map(name =>
        started.run([files({ 'name.txt': `${name}\n` }), publish()]),
      ),
    );

    expect(tasks.map(({ status }) => status).sort()).toEqual([
      ...['completed', 'failed'],
    ]);
    expect(remote.count()).toBe(1);
  });

  it.each([
    [{ remoteUrl: 'https://ci:word@git.example.org/x' }, /holds credentials/],
    [{ remoteUrl: 'https://token@git.example.org/x' }, /holds credentials/],
    [{ remoteUrl: 'ext::sh -c id' }, /no address|not by|odd characters/],
    [{ remoteUrl: '--upload-pack=id' }, /no address of a git remote/],
    [{ remoteUrl: 'file:///etc/x.git' }, /only with scaffolder\.git\.allow/],
    [{ remoteUrl: 'file:///tmp/../etc/x' }, /only with scaffolder\.git\.allow/],
    [{ branch: '-x' }, /cannot be the name of a branch/],
    [{ branch: 'a..b' }, /cannot be the name of a branch/],
    [{ branch: 'a b' }, /cannot be the name of a branch/],
    [{ directory: '../..' }, /not allowed|Relative path/],
    [{ directory: 'none' }, /no folder 'none'/],
  ])('refuses %j', async (input, sentence) => {
    const { status, log } = await started.run([files(), publish(input)]);

    expect(status).toBe('failed');
    expect(log).toMatch(sentence);
    expect(log).not.toContain('word@');
    expect(remote.git('for-each-ref')).toBe('');
  });
});
