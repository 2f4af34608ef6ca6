import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import { createIndexer } from '../__testUtils__/indexFixture';

jest.setTimeout(60_000);

const ACME = 'prod/acme/payments';
const values = (folder: string, version: string) => ({
  [`${folder}/values.yaml`]: helmValues(version),
});

describe('RepositoryIndexer', () => {
  let git: GitFixture;

  beforeEach(() => {
    git = GitFixture.create();
  });

  afterEach(() => git.dispose());

  it('makes a row of every commit that touched a folder, with its kind', async () => {
    git.commit({ files: values(ACME, '2.3.0'), message: 'Create' });
    git.commit({
      files: values(ACME, '2.4.0'),
      message: 'Up',
      author: 'dev-3',
    });
    git.commit({
      files: { [`${ACME}/values.yaml`]: helmValues('2.4.0', 'cpu: 1\n') },
      message: 'Config',
    });
    git.commit({ files: { 'README.md': 'nothing of a folder' } });
    git.commit({
      files: values(ACME, '2.3.0'),
      message:
        'Down\n\nWhy it is.\n\nRollback-From: 2.4.0\nRollback-To: 2.3.0\nReason: it fails',
    });
    git.commit({ files: { [`${ACME}/values.yaml`]: null }, message: 'Remove' });
    git.commit({ files: values(ACME, 'abc'), message: 'Restore' });
    git.commit({ files: values(ACME, '1184'), message: 'No order' });
    const { indexer, ledger } = await createIndexer(git.url);

    await indexer.index();

    const rows = await ledger();
    expect(
      rows.map(row => [
        row.kind,
        row.version_before,
        row.version_after,
        row.subject,
      ]),
    ).toEqual([
      ['create', null, '2.3.0', 'Create'],
      ['upgrade', '2.3.0', '2.4.0', 'Up'],
      ['config', '2.4.0', '2.4.0', 'Config'],
      ['downgrade', '2.4.0', '2.3.0', 'Down'],
      ['remove', '2.3.0', null, 'Remove'],
      ['restore', null, 'abc', 'Restore'],
      ['deploy', 'abc', '1184', 'No order'],
    ]);
    expect(rows[1]).toMatchObject({
      author_name: 'dev-3',
      author_email: 'dev-3@example.org',
      committer_name: 'ci',
    });
    expect(JSON.parse(rows[3].trailers!)).toContainEqual({
      key: 'Reason',
      value: 'it fails',
    });
  });

  it('adds only what is new, and gives the same rows as reading all at once', async () => {
    const step = await createIndexer(git.url);
    git.commit({
      files: { ...values(ACME, '1.0.0'), ...values('qa/payments', '1.0.0') },
    });
    await step.indexer.index();
    git.commit({ files: values('qa/payments', '1.1.0') });
    git.commit({ files: { 'qa/payments/values.yaml': null } });
    await step.indexer.index();
    git.commit({ files: values('qa/payments', '1.2.0') });
    const result = await step.indexer.index();
    const whole = await createIndexer(git.url);
    await whole.indexer.index();

    const strip = (rows: Awaited<ReturnType<typeof step.ledger>>) =>
      rows.map(({ id, ...row }) => row);
    expect(strip(await step.ledger())).toEqual(strip(await whole.ledger()));
    expect(result.deployments.map(row => row.entity_ref)).toEqual([
      'component:default/payments',
    ]);
    expect(await step.indexer.index()).toMatchObject({ deployments: [] });
  });

  it('dates a merged commit by the merge that brought it, once, under its own author', async () => {
    git.commit({ files: values(ACME, '1.0.0'), at: 1_760_000_000 });
    git.run(['checkout', '-q', '-b', 'side']);
    const side = git.commitOnly({
      files: values(ACME, '1.1.0'),
      author: 'dev-2',
      at: 1_760_000_100,
    });
    git.run(['checkout', '-q', 'main']);
    git.commitOnly({ files: values('qa/ledger', '4.0.0'), at: 1_760_000_200 });
    git.run(['merge', '-q', '--no-ff', '-m', 'Merge', 'side'], git.work, {
      GIT_COMMITTER_DATE: '1760000300 +0000',
    });
    git.push();
    const { indexer, ledger, present } = await createIndexer(git.url);

    await indexer.index();

    const rows = (await ledger()).filter(row => row.path === ACME);
    expect(rows.map(row => row.version_after)).toEqual(['1.0.0', '1.1.0']);
    expect(rows[1]).toMatchObject({
      commit: side,
      author_name: 'dev-2',
      landed_in: git.head(),
      at: new Date(1_760_000_300_000).toISOString(),
    });
    expect((await present()).map(row => row.version)).toEqual([
      '1.1.0',
      '4.0.0',
    ]);
  });

  it('keeps what a rewritten branch lost, marked, and shows what the branch says now', async () => {
    const base = git.commit({ files: values(ACME, '1.0.0') });
    git.commit({ files: values(ACME, '1.1.0'), message: 'Lost' });
    const { indexer, ledger, present } = await createIndexer(git.url);
    await indexer.index();
    git.run(['reset', '-q', '--hard', base]);
    git.commitOnly({ files: values(ACME, '1.2.0'), message: 'Instead' });
    git.push('--force');

    await indexer.index();

    expect(
      (await ledger()).map(row => [
        row.subject,
        row.version_before,
        Boolean(row.rewritten),
      ]),
    ).toEqual([
      ['Change', null, false],
      ['Lost', '1.0.0', true],
      ['Instead', '1.0.0', false],
    ]);
    expect(await present()).toMatchObject([{ version: '1.2.0' }]);
  });

  it('goes back to a commit that a force-push brings back', async () => {
    const base = git.commit({ files: values(ACME, '1.0.0') });
    git.commit({ files: values(ACME, '1.1.0') });
    const { indexer, ledger, present } = await createIndexer(git.url);
    await indexer.index();
    git.run(['reset', '-q', '--hard', base]);
    git.push('--force');

    await indexer.index();

    expect((await ledger()).map(row => Boolean(row.rewritten))).toEqual([
      false,
      true,
    ]);
    expect(await present()).toMatchObject([{ version: '1.0.0', commit: base }]);
  });

  it('reads all again after the copy was lost and the history rewritten', async () => {
    git.commit({ files: values(ACME, '1.0.0') });
    const before = await createIndexer(git.url);
    await before.indexer.index();
    git.run(['checkout', '-q', '--orphan', 'new']);
    git.commitOnly({ files: values(ACME, '5.0.0') });
    git.push('--force');
    const after = await createIndexer(git.url, { knex: before.knex });

    await after.indexer.index();

    expect(await after.present()).toMatchObject([{ version: '5.0.0' }]);
    expect((await after.ledger()).map(row => Boolean(row.rewritten))).toEqual([
      true,
      false,
    ]);
  });

  it('waits without an error while the repository is empty', async () => {
    const { indexer, present, repositories } = await createIndexer(git.url);

    await expect(indexer.index()).resolves.toEqual({ deployments: [] });
    git.commit({ files: values(ACME, '1.0.0') });
    await indexer.index();

    expect(await present()).toHaveLength(1);
    expect(await repositories.get('gitops')).toMatchObject({
      head: git.head(),
      silent_since: null,
    });
  });

  it('keeps what it knows when the branch disappears from the remote', async () => {
    git.commit({ files: values(ACME, '1.0.0') });
    const { indexer, present } = await createIndexer(git.url);
    await indexer.index();
    git.run(['update-ref', '-d', 'refs/heads/main'], git.bare);

    await expect(indexer.index()).rejects.toThrow(
      'the branch is no longer there',
    );

    expect(await present()).toHaveLength(1);
  });

  it('reads all again when the layout changes, also after an interruption of that', async () => {
    git.commit({
      files: { ...values(ACME, '1.0.0'), ...values('acc/cart', '1.0.0') },
    });
    git.commit({ files: values('acc/cart', '1.1.0') });
    const before = await createIndexer(git.url, {
      environments: ['prod', 'acc'],
    });
    await before.knex('repositories').delete();
    const narrow = await createIndexer(git.url, {
      knex: before.knex,
      environments: ['prod'],
    });
    await narrow.indexer.index();
    expect((await narrow.present()).map(row => row.path)).toEqual([ACME]);
    const wide = await createIndexer(git.url, {
      knex: before.knex,
      environments: ['prod', 'acc'],
    });
    const append = jest
      .spyOn(wide.revisions, 'append')
      .mockRejectedValueOnce(new Error('killed'));
    await expect(wide.indexer.index()).rejects.toThrow('killed');
    append.mockRestore();
    const again = await createIndexer(git.url, {
      knex: before.knex,
      environments: ['prod', 'acc'],
    });

    await again.indexer.index();

    expect((await again.present()).map(row => row.path)).toEqual([
      'acc/cart',
      ACME,
    ]);
    expect(
      (await again.ledger())
        .filter(row => row.path === 'acc/cart')
        .map(row => row.version_after),
    ).toEqual(['1.0.0', '1.1.0']);
  });

  it('tells what a side branch changed from what the branch it joins did meanwhile', async () => {
    const more = (version: string, cpu: string) => ({
      [`${ACME}/values.yaml`]: helmValues(
        version,
        `a: 1\nb: 2\nc: 3\nd: 4\ncpu: ${cpu}\n`,
      ),
    });
    git.commit({ files: more('1.1.0', '1') });
    git.run(['checkout', '-q', '-b', 'side']);
    git.commitOnly({
      files: more('1.1.0', '2'),
      message: 'More cpu',
      author: 'dev-2',
    });
    git.run(['checkout', '-q', 'main']);
    git.commitOnly({
      files: more('1.2.0', '1'),
      message: 'Deploy 1.2.0',
      author: 'dev-3',
    });
    git.run(['merge', '-q', '--no-ff', '-m', 'Merge', 'side']);
    git.push();
    const { indexer, ledger, present } = await createIndexer(git.url);

    await indexer.index();

    const rows = await ledger();
    const kinds = Object.fromEntries(
      rows.map(row => [
        row.subject,
        [row.kind, row.version_before, row.version_after],
      ]),
    );
    expect(kinds).toEqual({
      Change: ['create', null, '1.1.0'],
      'More cpu': ['config', '1.1.0', '1.1.0'],
      'Deploy 1.2.0': ['upgrade', '1.1.0', '1.2.0'],
      Merge: ['config', '1.2.0', '1.2.0'],
    });
    expect(await present()).toMatchObject([
      { version: '1.2.0', author: 'dev-3' },
    ]);
  });

  it('goes on after an interruption without losing or doubling a row', async () => {
    git.commit({ files: values(ACME, '1.0.0') });
    git.commit({ files: values(ACME, '1.1.0') });
    const broken = await createIndexer(git.url);
    const write = jest
      .spyOn(broken.deployments, 'upsert')
      .mockRejectedValueOnce(new Error('killed'));
    await expect(broken.indexer.index()).rejects.toThrow('killed');
    write.mockRestore();
    const again = await createIndexer(git.url, { knex: broken.knex });

    await again.indexer.index();

    expect((await again.ledger()).map(row => row.version_after)).toEqual([
      '1.0.0',
      '1.1.0',
    ]);
    expect(await again.present()).toMatchObject([{ version: '1.1.0' }]);
  });
});
