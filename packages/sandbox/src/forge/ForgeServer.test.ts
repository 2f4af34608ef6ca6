import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { git } from '../story/git';
import { ForgeServer } from './ForgeServer';

const PERSON = [
  ...['-c', 'user.name=dev-1'],
  ...['-c', 'user.email=dev-1@retail.example'],
];

describe('the forge of the sandbox', () => {
  let directory: string;
  let forge: ForgeServer;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'slipway forge '));
    forge = new ForgeServer(join(directory, 'forge'));
    await forge.start();
  });

  afterEach(async () => {
    await forge.stop();
    await rm(directory, { recursive: true, force: true });
  });

  /** Pushes files to a repository, as git does. */
  async function push(name: string, files: Record<string, string>) {
    const folder = await mkdtemp(join(directory, 'work-'));
    await git(['init', '--quiet', '--initial-branch=main', folder]);
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(folder, path, '..'), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await git(['add', '.'], { cwd: folder });
    await git([...PERSON, 'commit', '--quiet', '-m', 'Begin'], { cwd: folder });
    await git(['push', '--quiet', `${forge.url}/${name}.git`, 'main'], {
      cwd: folder,
    });
    return (await git(['rev-parse', 'HEAD'], { cwd: folder })).trim();
  }

  const get = async (path: string) => {
    const response = await fetch(`${forge.url}${path}`);
    return { status: response.status, text: await response.text() };
  };

  it('makes a repository of what is pushed, and gives it back', async () => {
    const sha = await push('retail/orders', { 'README.md': '# orders\n' });
    const clone = join(directory, 'clone');
    await git(['clone', '--quiet', `${forge.url}/retail/orders.git`, clone]);

    expect((await git(['rev-parse', 'HEAD'], { cwd: clone })).trim()).toBe(sha);
  });

  it('takes megabytes', async () => {
    const text = 'x'.repeat(3_000_000) + Math.random();
    await push('retail/large', { 'large.txt': text });

    const { text: read } = await get('/retail/large/src/branch/main/large.txt');
    expect(read).toHaveLength(text.length);
  });

  it('answers like the API that the portal reads files by', async () => {
    const sha = await push('retail/orders', {
      'catalog-info.yaml': 'kind: Component\n',
      'docs/index.md': '# Orders\n',
    });
    const root = '/api/v1/repos/retail/orders';

    const file = await get(`${root}/contents/docs/index.md?ref=main`);
    expect(JSON.parse(file.text)).toEqual({
      encoding: 'base64',
      content: Buffer.from('# Orders\n').toString('base64'),
    });
    const commit = await get(`${root}/git/commits/main`);
    expect(JSON.parse(commit.text)).toEqual({ sha });
    const archive = await fetch(`${forge.url}${root}/archive/main.tar.gz`);
    const tar = gunzipSync(Buffer.from(await archive.arrayBuffer()));
    expect(tar.toString('latin1')).toContain('orders/docs/index.md');
  });

  it.each([
    '/retail/none',
    '/api/v1/repos/retail/orders/contents/none.md?ref=main',
    '/api/v1/repos/retail/orders/contents/README.md?ref=none',
    '/api/v1/repos/retail/orders/contents/README.md?ref=--output=x',
    '/api/v1/repos/retail/orders/git/commits/none',
    '/api/v1/repos/retail/orders/archive/none.tar.gz',
    '/api/v1/repos/retail/none/archive/main.tar.gz',
    '/api/v1/repos/%2e%2e/orders/contents/README.md',
    '/retail/orders/src/branch/main/../../../../etc/passwd',
    '/retail/orders/src/branch/main/%2e%2e%2fconfig',
    '/none',
    '/%zz',
    '/retail/mistyped.git/info/refs?service=git-upload-pack',
  ])('has nothing at %s', async path => {
    await push('retail/orders', { 'README.md': '# orders\n' });

    expect((await get(path)).status).toBe(404);
  });

  it('makes nothing outside of its folder', async () => {
    for (const path of ['/..%2f..%2fx/orders.git', '/retail/.hidden.git']) {
      const { status } = await get(
        `${path}/info/refs?service=git-receive-pack`,
      );
      expect(status).toBe(404);
    }
  });

  it('takes two first pushes at once, one of which comes second', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 4 }, (_, index) =>
        push('retail/orders', { 'README.md': `# orders ${index}\n` }),
      ),
    );

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      1,
    );
    for (const result of results) {
      // Refused as what is behind, never as what may not be pushed.
      expect(JSON.stringify(result)).not.toMatch(/403|Forbidden/);
    }
  });

  it('shows a person what there is, with odd names as text', async () => {
    await push('retail/orders', { '<b>&".md': 'odd <script>\n' });

    expect((await get('/')).text).toContain(
      '<a href="/retail/orders">retail/orders</a>',
    );
    expect((await get('/retail/orders')).text).toContain(
      '&lt;b&gt;&amp;&quot;',
    );
    const file = await fetch(
      `${forge.url}/retail/orders/src/branch/main/%3Cb%3E%26%22.md`,
    );
    expect(file.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await file.text()).toBe('odd <script>\n');
  });

  it('comes back at the same port with what it had, and elsewhere when that is taken', async () => {
    await push('retail/orders', { 'README.md': '# orders\n' });
    const { url } = forge;
    const port = Number(new URL(url).port);
    await forge.stop();

    forge = new ForgeServer(join(directory, 'forge'));
    await forge.start(port);
    expect(forge.url).toBe(url);
    expect((await get('/retail/orders')).status).toBe(200);

    const second = new ForgeServer(join(directory, 'forge'));
    await second.start(port);
    expect(second.url).not.toBe(url);
    await second.stop();
  });
});
