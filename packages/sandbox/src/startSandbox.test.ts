import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSandbox, type SandboxOptions } from './startSandbox';
import { git } from './story/git';

const NOW = new Date('2026-11-19T13:07:00Z');
const DAY_MS = 24 * 60 * 60_000;

jest.setTimeout(60_000);

describe('startSandbox', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'slipway-start-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const start = (options: Partial<SandboxOptions> = {}) =>
    startSandbox({ directory, now: NOW, prometheus: false, ...options });
  const headOf = async ({ env }: { env: Record<string, string> }) =>
    (
      await git(['rev-parse', 'main'], {
        cwd: fileURLToPath(env.SANDBOX_GITOPS_URL),
      })
    ).trim();
  const addresses = (env: Record<string, string>) =>
    Object.entries(env)
      .filter(([name]) =>
        /^SANDBOX_(CLUSTER_.*|SERVICES|FORGE)_URL$/.test(name),
      )
      .map(([, url]) => url);

  it('keeps its token and its history, and makes the clusters’ token anew', async () => {
    const first = await start();
    const head = await headOf(first);
    await first.stop();

    const second = await start();
    await second.stop();

    expect(second.env.SANDBOX_TOKEN).toBe(first.env.SANDBOX_TOKEN);
    expect(second.env.SANDBOX_CLUSTER_TOKEN).not.toBe(
      first.env.SANDBOX_CLUSTER_TOKEN,
    );
    expect(await headOf(second)).toBe(head);
  });

  it('has six clusters, its services and its forge on loopback, and lets go of all ports', async () => {
    const sandbox = await start();
    const urls = addresses(sandbox.env);
    const statuses = await Promise.all(
      urls.map(async url => (await fetch(`${url}/version`)).status),
    );
    await sandbox.stop();

    expect(urls).toHaveLength(8);
    expect(new Set(urls).size).toBe(8);
    for (const url of urls) {
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      await expect(fetch(url)).rejects.toThrow();
    }
    // Clusters ask for their token; services and the forge have no such page.
    expect(statuses.sort()).toEqual([401, 401, 401, 401, 401, 401, 404, 404]);
  });

  it('has its forge at the same address again, and empties it when asked to', async () => {
    const first = await start();
    const { SANDBOX_FORGE_URL: url, SANDBOX_FORGE_HOST: host } = first.env;
    await fetch(`${url}/retail/orders.git/info/refs?service=git-receive-pack`);
    await first.stop();
    const second = await start();
    const kept = await fetch(`${url}/retail/orders`);
    await second.stop();
    const anew = await start({ reset: true });
    const emptied = await fetch(`${url}/retail/orders`);
    await anew.stop();

    expect(host).toBe(new URL(url).host);
    expect(second.env.SANDBOX_FORGE_URL).toBe(url);
    expect([kept.status, emptied.status]).toEqual([200, 404]);
  });

  it('tells the story anew only when it is asked to', async () => {
    const later = new Date(NOW.getTime() + 3 * DAY_MS);
    await (await start()).stop();
    const said: string[] = [];

    const kept = await start({ now: later, say: line => said.push(line) });
    const before = await headOf(kept);
    await kept.stop();
    const anew = await start({ now: later, reset: true });
    const after = await headOf(anew);
    await anew.stop();

    expect(said).toEqual([expect.stringMatching(/3 days old.*--reset/)]);
    expect(after).not.toBe(before);
  });

  it('describes all that it has to the catalog', async () => {
    const sandbox = await start();
    await sandbox.stop();

    const files = await readdir(sandbox.env.SANDBOX_CATALOG_DIR);

    expect(files.length).toBeGreaterThan(0);
    for (const name of files) {
      const path = join(sandbox.env.SANDBOX_CATALOG_DIR, name);
      expect(await readFile(path, 'utf8')).toMatch(/^kind: \w+$/m);
    }
  });

  it('stands beside another one in another folder', async () => {
    const other = await mkdtemp(join(tmpdir(), 'slipway-start-'));
    const [a, b] = await Promise.all([start(), start({ directory: other })]);
    const shared = addresses(a.env).filter(url =>
      addresses(b.env).includes(url),
    );
    await Promise.all([a.stop(), b.stop()]);
    await rm(other, { recursive: true, force: true });

    expect(shared).toEqual([]);
    expect(a.env.SANDBOX_TOKEN).not.toBe(b.env.SANDBOX_TOKEN);
  });
});
