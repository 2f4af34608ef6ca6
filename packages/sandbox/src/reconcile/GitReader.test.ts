import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from '../story/git';
import { createStoryRepository } from '../story/storyRepository';
import { NOW } from '../testUtils/startTestSandbox';
import { GitReader } from './GitReader';
import { readWorkload } from './readWorkload';

describe('GitReader', () => {
  let folder: string;
  let path: string;
  let reader: GitReader;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'slipway-reader-'));
    path = join(folder, 'a.git');
    await createStoryRepository({ path, now: NOW, seed: 3 });
    reader = new GitReader(path);
  });

  afterAll(async () => rm(folder, { recursive: true, force: true }));

  it('finds the folders that are deployed, and no other', async () => {
    const folders = await reader.folders(await reader.head());

    expect([...folders.keys()]).toEqual(
      expect.arrayContaining([
        'prod/acme/payments',
        'qa/warehouse',
        'dev/cart',
      ]),
    );
    expect([...folders.keys()].some(name => name.startsWith('catalog'))).toBe(
      false,
    );
    expect(folders.get('acc/payments')?.has('delivery.yaml')).toBe(false);
  });

  it('finds what stands beside the folders of tenants', async () => {
    const beside = await reader.beside(await reader.head());

    expect([...beside.keys()].sort()).toEqual(['prod/acme', 'prod/globex']);
    const files = await reader.read(beside.get('prod/acme')!);
    expect(files.get('isolation.yaml')).toContain('kind: ResourceQuota');
  });

  it('reads each file byte by byte as git has it', async () => {
    const folders = await reader.folders(await reader.head());
    await reader.warm(folders.values());
    for (const name of ['prod/acme/notifications', 'prod/globex/cart']) {
      const files = await reader.read(folders.get(name)!);
      for (const [file, text] of files) {
        expect(text).toBe(
          await git(['show', `main:${name}/${file}`], { cwd: path }),
        );
      }
      expect(files.size).toBeGreaterThan(1);
    }
  });

  it('gives the last ten commits of manifests, newest first', async () => {
    const commits = await reader.commits(await reader.head());
    const payments = commits.get('prod/acme/payments') ?? [];
    const times = payments.map(({ at }) => at.getTime());

    expect(payments).toHaveLength(10);
    expect([...times].sort((a, b) => b - a)).toEqual(times);
    expect(new Date(times[0]).toISOString()).toBe('2026-11-19T12:55:00.000Z');
  });

  it.each([
    ['prod/acme/payments', '2.4.0', 3],
    ['prod/acme/notifications', '4.0.1', 4],
    ['prod/globex/cart', '2.9.0', 4],
    ['prod/acme/loyalty', '2.0.3', 4],
    ['qa/warehouse', '1184', 2],
  ])('renders %s, whatever its format', async (name, tag, replicas) => {
    const folders = await reader.folders(await reader.head());
    const component = name.split('/').at(-1)!;
    const workload = readWorkload(
      component,
      await reader.read(folders.get(name)!),
    );

    expect(workload).toMatchObject({
      image: `registry.example.org/retail/${component}:${tag}`,
      replicas,
      memory: expect.stringMatching(/Mi$/),
    });
  });
});

describe('readWorkload', () => {
  it.each([
    [
      'broken YAML',
      { 'Chart.yaml': 'a: 1', 'values.yaml': 'a: [' },
      /values\.yaml/,
    ],
    [
      'no image',
      { 'Chart.yaml': 'a: 1', 'values.yaml': 'a: 1' },
      /names no image/,
    ],
    [
      'no manifest',
      { 'README.md': 'words' },
      /deployment\.yaml names no image/,
    ],
    [
      'a text',
      { 'Chart.yaml': 'a: 1', 'values.yaml': 'words' },
      /holds no object/,
    ],
  ])('refuses a folder with %s, in words', (_, files, words) => {
    expect(() => readWorkload('a', new Map(Object.entries(files)))).toThrow(
      words,
    );
  });
});
