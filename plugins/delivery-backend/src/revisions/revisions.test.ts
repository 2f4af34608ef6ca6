import { mockCredentials } from '@backstage/backend-test-utils';
import { InputError, NotAllowedError } from '@backstage/errors';
import { DELIVERY_TRAILERS } from '@slipway/backstage-plugin-delivery-common';
import { describeDatabases } from '../__testUtils__/describeDatabases';
import { deploymentRow, revisionRow, sha } from '../__testUtils__/rows';
import { RevisionStore } from '../database/RevisionStore';
import type { RevisionRow } from '../database/rows';
import { DefaultRevisionsService } from './DefaultRevisionsService';
import { readRollbackMark, toRevision } from './toRevision';

jest.setTimeout(60_000);

const row = (change: Partial<RevisionRow> = {}): RevisionRow => ({
  ...{ ...revisionRow(change), id: 7 },
});
const trailers = (entries: Record<string, string>) =>
  Object.entries(entries).map(([key, value]) => ({ key, value }));
const back = {
  [DELIVERY_TRAILERS.from]: '2.4.0',
  [DELIVERY_TRAILERS.to]: '2.3.1',
};

describe('the mark of a rollback', () => {
  it('has who, why and which operation', () => {
    const mark = readRollbackMark(
      trailers({
        ...back,
        [DELIVERY_TRAILERS.reason]: 'It fails',
        [DELIVERY_TRAILERS.requestedBy]: 'user:default/a',
        [DELIVERY_TRAILERS.operationId]: 'op-1',
      }),
    );
    expect(mark).toEqual({
      ...{ from: '2.4.0', to: '2.3.1', reason: 'It fails' },
      ...{ requestedBy: 'user:default/a', operationId: 'op-1' },
    });
  });

  it('is found however its trailers are written', () => {
    const shouted = Object.fromEntries(
      Object.entries(back).map(([key, value]) => [key.toUpperCase(), value]),
    );
    expect(readRollbackMark(trailers(shouted))).toMatchObject({ to: '2.3.1' });
  });

  it.each([
    [{}],
    [{ [DELIVERY_TRAILERS.from]: '2.4.0' }],
    [{ [DELIVERY_TRAILERS.to]: '2.3.1' }],
    [{ ...back, [DELIVERY_TRAILERS.from]: '' }],
  ])('is not there with %j', entries => {
    expect(readRollbackMark(trailers(entries))).toBeUndefined();
  });
});

describe('a revision as it is shown', () => {
  it('leaves out what is not known', () => {
    const shown = toRevision(
      row({ author_email: null, committer_email: null, version_before: null }),
    );
    expect(shown).toMatchObject({
      ...{ id: '7', versionAfter: '2.4.0', versionKind: 'semver' },
      ...{ trailers: [], rewritten: false },
    });
    for (const absent of [
      ...['versionBefore', 'bump', 'commitUrl', 'landedIn', 'body', 'problem'],
    ]) {
      expect(shown[absent as keyof typeof shown]).toBeUndefined();
    }
  });

  it('says by how much the version changed', () => {
    expect(toRevision(row()).bump).toBe('minor');
  });

  it('is a rollback when it went to the version that its trailers name', () => {
    const marked = JSON.stringify(trailers(back));
    const to = (version_after: string) =>
      toRevision(row({ version_after, trailers: marked })).rollback;
    expect(to('2.3.1')).toMatchObject({ from: '2.4.0' });
    expect(to('2.5.0')).toBeUndefined();
  });
});

describeDatabases('the history of a deployment', database => {
  const credentials = mockCredentials.user();
  const deployments = { row: jest.fn() };

  beforeEach(async () => {
    deployments.row.mockReset().mockResolvedValue(deploymentRow());
    await RevisionStore.create(database()).append([
      ...Array.from({ length: 5 }, (_, index) =>
        revisionRow({ position: index + 1, commit: sha(String(index)) }),
      ),
      revisionRow({ deployment_id: 'other', position: 9 }),
    ]);
  });

  const list = (request: { cursor?: string; limit: number }) =>
    DefaultRevisionsService.create({
      repositories: [
        { id: 'gitops', commitUrl: 'https://git/{commit}' } as never,
      ],
      deployments: deployments as never,
      revisions: RevisionStore.create(database()),
    }).list('d-1', request, { credentials });

  it('comes newest first in pages that give each revision once', async () => {
    const commits: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ cursor, limit: 2 });
      commits.push(...page.items.map(({ commit }) => commit[0]));
      expect(page.totalItems).toBe(5);
      cursor = page.nextCursor;
    } while (cursor);
    expect(commits).toEqual(['4', '3', '2', '1', '0']);
  });

  it('has no next page when the last one is just full', async () => {
    const page = await list({ limit: 5 });
    expect(page.items).toHaveLength(5);
    expect(page.nextCursor).toBeUndefined();
  });

  it('links to the commit', async () => {
    const { items } = await list({ limit: 1 });
    expect(items[0].commitUrl).toBe(`https://git/${sha('4')}`);
  });

  it('refuses a cursor of something else', async () => {
    const foreign = Buffer.from('{"id":"x"}').toString('base64url');
    await expect(list({ cursor: foreign, limit: 1 })).rejects.toThrow(
      InputError,
    );
  });

  it('is refused to who may not see the deployment', async () => {
    deployments.row.mockRejectedValue(new NotAllowedError('no'));
    await expect(list({ limit: 1 })).rejects.toThrow(NotAllowedError);
  });
});

describeDatabases('the ledger', database => {
  const store = () => RevisionStore.create(database());

  it('is written again with the same commit, not twice', async () => {
    await store().append([revisionRow({ subject: 'first', rewritten: true })]);
    await store().append([revisionRow({ subject: 'second' })]);
    const rows = await store().page('d-1', { limit: 10 });
    expect(rows).toMatchObject([{ subject: 'second' }]);
    expect(Boolean(rows[0].rewritten)).toBe(false);
  });

  it('knows the newest row, and the newest that changed the version', async () => {
    await store().append([
      revisionRow({ position: 1, kind: 'upgrade', commit: sha('1') }),
      revisionRow({ position: 2, kind: 'config', commit: sha('2') }),
      revisionRow({
        ...{ position: 3, kind: 'upgrade', commit: sha('3') },
        rewritten: true,
      }),
    ]);
    const { last, version } = await store().newest(['d-1', 'none']);
    expect(last.get('d-1')!.commit).toBe(sha('2'));
    expect(version.get('d-1')!.commit).toBe(sha('1'));
    expect(last.has('none')).toBe(false);
  });

  it('gives the changes of versions oldest first, without what was rewritten', async () => {
    await store().append([
      revisionRow({ position: 3, kind: 'upgrade', commit: sha('3') }),
      revisionRow({ position: 1, kind: 'create', commit: sha('1') }),
      revisionRow({ position: 2, kind: 'config', commit: sha('2') }),
      revisionRow({ position: 4, kind: 'upgrade', commit: sha('4') }),
      revisionRow({ deployment_id: 'd-2', kind: 'create', commit: sha('5') }),
    ]);
    await store().markRewritten(['d-1'], [sha('4')]);
    const one = await store().versionChanges('d-1');
    const many = await store().versionChangesOf(['d-1', 'd-2', 'd-3']);
    expect(one.map(({ commit }) => commit[0])).toEqual(['1', '3']);
    expect(many.get('d-1')).toEqual(one);
    expect(many.get('d-2')).toHaveLength(1);
    expect(many.has('d-3')).toBe(false);
  });

  it('counts on from the last position of any deployment', async () => {
    expect(await store().lastPosition()).toBe(0);
    await store().append([revisionRow({ position: 41 })]);
    expect(await store().lastPosition()).toBe(41);
  });

  it('remembers which folders were ever removed', async () => {
    await store().append([
      revisionRow({ kind: 'remove' }),
      revisionRow({ deployment_id: 'd-2', kind: 'create' }),
    ]);
    expect(await store().everRemoved(['d-1', 'd-2'])).toEqual(new Set(['d-1']));
  });
});
