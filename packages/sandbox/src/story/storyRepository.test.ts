import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { git } from './git';
import {
  createStoryRepository,
  ensureStoryRepository,
} from './storyRepository';

const NOW = new Date('2026-11-19T13:07:42Z');

describe('the story repository', () => {
  let folder: string;
  let path: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'slipway-story-'));
    path = join(folder, 'gitops-retail.git');
    await createStoryRepository({ path, now: NOW, seed: 7 });
  });

  afterAll(async () => rm(folder, { recursive: true, force: true }));

  const run = async (...args: string[]) =>
    (await git(args, { cwd: path })).trim();
  const versionsOf = async (place: string, file = 'values.yaml') =>
    (await run('log', '-p', '--format=', '--', `${place}/${file}`))
      .split('\n')
      .flatMap(line => /^\+\s+tag: "(.+)"/.exec(line)?.[1] ?? []);

  it('is the same for the same seed and minute', async () => {
    const again = join(folder, 'again.git');
    await createStoryRepository({
      path: again,
      now: new Date('2026-11-19T13:07:05Z'),
      seed: 7,
    });

    expect(await git(['rev-parse', 'main'], { cwd: again })).toBe(
      `${await run('rev-parse', 'main')}\n`,
    );
  });

  it('differs for another seed', async () => {
    const other = join(folder, 'other.git');
    await createStoryRepository({ path: other, now: NOW, seed: 8 });

    expect(await git(['rev-parse', 'main'], { cwd: other })).not.toBe(
      `${await run('rev-parse', 'main')}\n`,
    );
  });

  it('holds a few hundred sound commits of ninety days, in order', async () => {
    const times = (await run('log', '--format=%ct')).split('\n').map(Number);

    expect(times.length).toBeGreaterThan(250);
    expect(times.length).toBeLessThan(600);
    expect([...times].sort((a, b) => b - a)).toEqual(times);
    expect(times[0] * 1000).toBeLessThanOrEqual(NOW.getTime());
    expect(NOW.getTime() / 1000 - times[times.length - 1]).toBeGreaterThan(
      89 * 86_400,
    );
    expect(await run('fsck', '--strict')).toBe('');
  });

  it('brought payments 2.4.0 to prod for acme 12 minutes ago', async () => {
    const newest = await run(
      'log',
      '-1',
      '--format=%an %ct %s',
      '--',
      'prod/acme/payments',
    );

    expect(newest).toBe(
      `dev-3 ${Date.parse('2026-11-19T12:55:00Z') / 1000} Refunds ask for a reason`,
    );
    expect((await versionsOf('prod/acme/payments')).slice(0, 5)).toEqual([
      '2.4.0',
      '2.3.1',
      '2.2.3',
      '2.3.0',
      '2.2.3',
    ]);
  });

  it('still runs 2.3.1 for globex, and wants 2.4.1 in qa and a beta in dev', async () => {
    expect((await versionsOf('prod/globex/payments'))[0]).toBe('2.3.1');
    expect((await versionsOf('acc/payments'))[0]).toBe('2.3.1');
    expect((await versionsOf('qa/payments')).slice(0, 2)).toEqual([
      '2.4.1',
      '2.4.0',
    ]);
    expect((await versionsOf('dev/payments'))[0]).toBe('2.5.0-beta.3');
  });

  it('marks the rollback of 2.3.0 by trailers that git reads', async () => {
    const trailers = await run(
      'log',
      '-1',
      '--author=oncall-2',
      '--grep=Roll back',
      '--format=%(trailers:only,unfold)',
    );

    expect(trailers.split('\n')).toEqual([
      'Rollback-From: 2.3.0',
      'Rollback-To: 2.2.3',
      'Reason: p95 went from 0.2 s to 1.9 s on captures',
      'Requested-By: user:default/oncall-2',
    ]);
  });

  it('holds acc until a Friday to come, and bans 2.3.0 from prod', async () => {
    const acc = load(
      await run('show', 'main:acc/payments/delivery.yaml'),
    ) as any;
    const prod = load(
      await run('show', 'main:prod/acme/payments/delivery.yaml'),
    ) as any;

    expect(acc.hold).toMatchObject({
      version: '2.3.1',
      by: 'lead-payments',
      reason: 'pen test',
    });
    expect(new Date(acc.hold.until).getUTCDay()).toBe(5);
    expect(Date.parse(acc.hold.until)).toBeGreaterThan(NOW.getTime());
    expect(prod.bans).toEqual([
      expect.objectContaining({ version: '2.3.0', by: 'oncall-2' }),
    ]);
  });

  it('writes each kind of folder, and a build number where there is no SemVer', async () => {
    const names = async (folderPath: string) =>
      (await run('ls-tree', '-r', '--name-only', `main:${folderPath}`)).split(
        '\n',
      );

    expect(await names('prod/acme/payments')).toContain(
      'templates/service.yaml',
    );
    expect(await names('prod/acme/cart')).toContain('kustomization.yaml');
    expect(await names('prod/acme/loyalty')).toEqual(['deployment.yaml']);
    expect(
      await run('show', 'main:prod/acme/notifications/values.yaml'),
    ).toMatch(/^notifications:\n {2}image:\n/);
    expect((await versionsOf('qa/warehouse'))[0]).toBe('1184');
  });

  it('changes one line when it deploys', async () => {
    const stat = await run('show', '--shortstat', '--format=', 'main');

    expect(stat).toBe('1 file changed, 1 insertion(+), 1 deletion(-)');
  });

  it('keeps a repository of an earlier start, and says when it is old', async () => {
    const before = await run('rev-parse', 'main');
    const later = new Date(NOW.getTime() + 3 * 86_400_000);
    const options = { path, seed: 7, reset: false };

    expect(
      await ensureStoryRepository({ ...options, now: NOW }),
    ).toBeUndefined();
    expect(await ensureStoryRepository({ ...options, now: later })).toMatch(
      /newest commit is 3 days old\. Start with --reset/,
    );
    expect(await run('rev-parse', 'main')).toBe(before);
  });

  it('writes a new one when it is told to', async () => {
    const moved = join(folder, 'moved.git');
    await createStoryRepository({ path: moved, now: NOW, seed: 7 });
    const later = new Date(NOW.getTime() + 86_400_000);
    await ensureStoryRepository({
      path: moved,
      seed: 7,
      reset: true,
      now: later,
    });

    expect(await git(['rev-parse', 'main'], { cwd: moved })).not.toBe(
      `${await run('rev-parse', 'main')}\n`,
    );
  });
});
