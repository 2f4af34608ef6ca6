import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithEngine } from '@slipway/backstage-plugin-delivery-node/testUtils';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import {
  type TestServer,
  gitHttp,
  startHttp,
  startSilent,
} from '../__testUtils__/gitServers';
import { sshdProblem, startSshd } from '../__testUtils__/startSshd';
import { createIndexer } from '../__testUtils__/indexFixture';
import type { GitMirror } from './GitMirror';
import { readBlobs } from '@slipway/backstage-plugin-git-node';
import { classifyGitFailure } from '@slipway/backstage-plugin-git-node';
import { writeCommit } from './writeCommit';

jest.setTimeout(60_000);

const FILE = 'qa/payments/values.yaml';

async function modeOf(mirror: GitMirror, commit: string, path: string) {
  const files = await mirror.listFiles(commit, [path]);
  return files[0].mode;
}

/** Fetches, commits and pushes through a mirror, and gives what the remote then has. */
async function roundTrip(mirror: GitMirror, git: GitFixture) {
  const parent = await mirror.fetch();
  const commit = await writeCommit(mirror, {
    parent: parent!,
    author: { name: 'oncall-1', email: 'oncall-1@example.org' },
    committer: { name: 'Slipway', email: 'slipway@example.org' },
    message: 'Change\n',
    files: [
      {
        path: FILE,
        mode: await modeOf(mirror, parent!, FILE),
        text: helmValues('1.1.0'),
      },
    ],
    at: 1_760_000_900,
  });
  expect(await mirror.push(commit)).toBe('pushed');
  expect(git.head()).toBe(commit);
  return git.run(['show', `${commit}:${FILE}`], git.bare);
}

describe('GitMirror', () => {
  let git: GitFixture;
  const servers: { stop: () => Promise<void> }[] = [];

  beforeEach(() => {
    git = GitFixture.create();
    git.commit({ files: { [FILE]: helmValues('1.0.0') } });
  });

  afterEach(async () => {
    await Promise.all(servers.splice(0).map(server => server.stop()));
    git.dispose();
  });

  async function serve(server: Promise<TestServer>): Promise<TestServer> {
    const started = await server;
    servers.push(started);
    return started;
  }

  it('fetches and pushes through file://', async () => {
    const { mirror } = await createIndexer(git.url);
    await expect(roundTrip(mirror, git)).resolves.toContain('1.1.0');
  });

  it('fetches and pushes through http:// with a password that no file and no argument holds', async () => {
    const credentials = { username: 'slipway', password: 'p-'.padEnd(12, 'x') };
    git.run(['config', 'http.receivepack', 'true'], git.bare);
    const { port } = await serve(startHttp(gitHttp(git.root, credentials)));
    const url = `http://127.0.0.1:${port}/remote.git`;
    const { mirror } = await createIndexer(url, { credentials });

    await expect(roundTrip(mirror, git)).resolves.toContain('1.1.0');

    expect(
      readFileSync(join(mirror.directory, 'config'), 'utf8'),
    ).not.toContain(credentials.password);
    expect(readdirSync(mirror.directory)).not.toContain('FETCH_HEAD');
  });

  it('says that the credentials are refused, without asking for any', async () => {
    const { port } = await serve(
      startHttp(gitHttp(git.root, { username: 'a', password: 'right' })),
    );
    const { mirror } = await createIndexer(
      `http://127.0.0.1:${port}/remote.git`,
      {
        credentials: { username: 'a', password: 'wrong' },
      },
    );
    await expect(mirror.fetch()).rejects.toThrow(
      'Fetching gitops: it refuses the credentials; check credentials of this repository',
    );
  });

  it('says that nobody listens there', async () => {
    const { port } = await serve(startSilent());
    await servers.pop()!.stop();
    const { mirror } = await createIndexer(
      `http://127.0.0.1:${port}/remote.git`,
    );
    await expect(mirror.fetch()).rejects.toMatchObject({
      failure: 'unreachable',
    });
  });

  it('says that there is no repository at the address', async () => {
    const { mirror } = await createIndexer('file:///nowhere/at-all.git');
    await expect(mirror.fetch()).rejects.toMatchObject({
      failure: 'not-found',
    });
  });

  it('lets go of a remote that hangs as soon as it is told to', async () => {
    const { port } = await serve(startSilent());
    const { mirror } = await createIndexer(
      `http://127.0.0.1:${port}/remote.git`,
    );
    const started = Date.now();
    await expect(mirror.fetch(AbortSignal.timeout(300))).rejects.toThrow(
      'Fetching gitops',
    );
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  it('does not take a page of HTML for an empty repository', async () => {
    const { port } = await serve(
      startHttp(
        (_, res) =>
          void res
            .writeHead(200, { 'Content-Type': 'text/html' })
            .end('<html>'),
      ),
    );
    const { mirror } = await createIndexer(
      `http://127.0.0.1:${port}/remote.git`,
    );
    await expect(mirror.fetch()).rejects.toMatchObject({
      failure: 'not-found',
    });
  });

  it('tells a push that lost a race from one that was refused', async () => {
    const { mirror } = await createIndexer(git.url);
    const parent = await mirror.fetch();
    git.commit({ files: { 'README.md': 'faster' } });
    const commit = await writeCommit(mirror, {
      parent: parent!,
      author: { name: 'a', email: 'a' },
      committer: { name: 'b', email: 'b' },
      message: 'Late\n',
      files: [{ path: FILE, mode: '100644', text: 'x\n' }],
      at: 1,
    });
    await expect(mirror.push(commit)).resolves.toBe('rejected');
  });

  it.each([
    '../outside',
    'a/../../b',
    '/etc/passwd',
    '.git/config',
    'a//b',
    'a/./b',
    'a\nM 1',
  ])('writes nothing to %j', async path => {
    const { mirror } = await createIndexer(git.url);
    const parent = await mirror.fetch();
    const person = { name: 'a', email: 'a' };
    await expect(
      writeCommit(mirror, {
        ...{
          parent: parent!,
          author: person,
          committer: person,
        },
        ...{
          message: 'x',
          files: [{ path, mode: '100644', text: 'x' }],
          at: 1,
        },
      }),
    ).rejects.toThrow('no path inside the repository');
  });

  it('refuses to write through a symbolic link', async () => {
    git.run([
      'update-index',
      '--add',
      '--cacheinfo',
      `120000,${git.run(['hash-object', '-w', FILE])},qa/link.yaml`,
    ]);
    git.run(['commit', '-q', '-m', 'link']);
    git.push();
    const { mirror } = await createIndexer(git.url);
    const parent = (await mirror.fetch())!;
    const person = { name: 'a', email: 'a' };
    await expect(
      writeCommit(mirror, {
        ...{ parent, author: person, committer: person },
        ...{
          message: 'x',
          files: [
            {
              path: 'qa/link.yaml',
              mode: await modeOf(mirror, parent, 'qa/link.yaml'),
              text: 'x',
            },
          ],
          at: 1,
        },
      }),
    ).rejects.toThrow('symbolic link');
  });

  it('keeps the mode of a file', async () => {
    git.run(['update-index', '--chmod=+x', FILE]);
    git.run(['commit', '-q', '-m', 'mode']);
    git.push();
    const { mirror } = await createIndexer(git.url);
    await roundTrip(mirror, git);
    expect(git.run(['ls-tree', 'main', FILE], git.bare)).toMatch(/^100755/);
  });

  it('says no only when git does, and not when git cannot be asked', async () => {
    const { mirror } = await createIndexer(git.url);
    await mirror.fetch();
    const head = git.head();
    const lost = 'a'.repeat(40);

    expect(await mirror.isAncestor(lost, head)).toBe(false);
    expect(await mirror.mergeBase(lost, head)).toBeUndefined();
    expect(await mirror.resolve(lost.slice(1))).toBeUndefined();
    expect(await mirror.filesWith(head, 'nobody.example')).toEqual([]);
    rmSync(mirror.directory, { recursive: true });
    for (const asked of [
      () => mirror.isAncestor(head, head),
      () => mirror.mergeBase(head, head),
      () => mirror.resolve(head),
      () => mirror.filesWith(head, 'nobody.example'),
    ]) {
      await expect(asked()).rejects.toThrow('git failed: spawn git ENOENT');
    }
  });

  it.each([0, 1])(
    'says of a history that it was broken off after %d commits',
    async count => {
      git.commit({ files: { [FILE]: helmValues('1.1.0') } });
      const { mirror } = await createIndexer(git.url);
      await mirror.fetch();
      const broken = new AbortController();
      const reading = mirror.log([git.head()], { signal: broken.signal });
      for (let read = 0; read < count; read++) await reading.next();
      broken.abort();

      const rest = (async () => {
        for await (const commit of reading) expect(commit.sha).toBeTruthy();
      })();
      await expect(rest).rejects.toMatchObject({ failure: 'aborted' });
    },
  );

  it('fetches again what it lost', async () => {
    const { mirror } = await createIndexer(git.url);
    const head = await mirror.fetch();
    expect(existsSync(mirror.directory)).toBe(true);
    const fresh = await createIndexer(git.url);
    await expect(fresh.mirror.fetch()).resolves.toBe(head);
  });

  it('reads many blobs at once and leaves out what is no text', async () => {
    git.commit({
      files: { 'a.bin': Buffer.from([1, 0, 2]), 'b.txt': 'böse\n' },
    });
    const { mirror } = await createIndexer(git.url);
    const head = await mirror.fetch();
    const files = await mirror.listFiles(head!);

    const blobs = await readBlobs(
      mirror.directory,
      files.map(file => file.sha),
    );

    const text = (path: string) =>
      blobs.get(files.find(file => file.path === path)!.sha)?.text;
    expect(text('b.txt')).toBe('böse\n');
    expect(text('a.bin')).toBeUndefined();
  });

  describeWithEngine('ssh://', sshdProblem, () => {
    it('fetches and pushes with a key', async () => {
      const server = await startSshd(join(git.root, 'ssh'));
      servers.push(server);
      const url = `ssh://${server.user}@127.0.0.1:${server.port}${git.bare}`;
      const { sshKeyFile, knownHostsFile } = server;
      const { mirror } = await createIndexer(url, {
        credentials: { sshKeyFile, knownHostsFile },
      });
      await expect(roundTrip(mirror, git)).resolves.toContain('1.1.0');
    });

    it('does not trust a host it does not know', async () => {
      const server = await startSshd(join(git.root, 'ssh'));
      servers.push(server);
      const url = `ssh://${server.user}@127.0.0.1:${server.port}${git.bare}`;
      const { mirror } = await createIndexer(url, {
        credentials: {
          sshKeyFile: server.sshKeyFile,
          knownHostsFile: '/dev/null',
        },
      });
      await expect(mirror.fetch()).rejects.toMatchObject({
        failure: 'authentication',
      });
    });
  });
});

describe('classifyGitFailure', () => {
  it.each([
    ['! [rejected] a -> main (fetch first)', 'rejected'],
    [
      "error: failed to push some refs\nremote: error: cannot lock ref 'refs/heads/main'",
      'rejected',
    ],
    ['fatal: Authentication failed for x', 'authentication'],
    ['remote: error: GH006: Protected branch update failed', 'authentication'],
    ["fatal: couldn't find remote ref refs/heads/main", 'empty'],
    ['fatal: something new', 'other'],
  ])('%s is %s', (text, failure) => {
    expect(classifyGitFailure(text)).toBe(failure);
  });
});
