import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { ChangeRequest } from '@slipway/backstage-plugin-delivery-common';
import { GitError } from '@slipway/backstage-plugin-git-node';
import { describeDatabases } from '../__testUtils__/describeDatabases';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import type { RepositoryConfig } from '../config/readDeliveryConfig';
import type { ChangeRow } from '../database/rows';
import { GitMirror } from '../git/GitMirror';
import { LayoutMatcher } from '@slipway/backstage-plugin-delivery-node';
import type { RepositoryRegistry } from '../observer/RepositoryRegistry';
import { KeyedMutex } from '../operations/KeyedMutex';
import type { PersonResolver } from '../operations/PersonResolver';
import { ChangeStore } from './ChangeStore';
import { ChangeWriter } from './ChangeWriter';

const REQUEST: ChangeRequest = {
  ...{ repository: 'gitops', kind: 'create', subject: 'Add orders to dev' },
  ...{ reason: 'A new service.', newFolders: ['dev/orders'] },
  files: [{ path: 'dev/orders/values.yaml', text: helmValues('1.0.0') }],
};

const ROW: ChangeRow = {
  ...{ id: 'change-1', idempotency_key: 'key-of-the-test', digest: 'd' },
  ...{ requested_by: 'user:default/dev-1', ended_at: null, since: null },
  ...{ requested_at: '2026-11-21T10:00:00.000Z', repository: 'gitops' },
  ...{ kind: 'create', state: 'committing', subject: REQUEST.subject },
  ...{ reason: REQUEST.reason, paths: '[]', commit: null, message: '' },
};

describeDatabases('ChangeWriter', database => {
  let fixture: GitFixture;

  beforeEach(() => {
    fixture = GitFixture.create();
    fixture.commit({ files: { 'dev/a/values.yaml': helmValues('1.0.0') } });
  });

  afterEach(() => fixture.dispose());

  /** A process of its own: another mirror, the same database. */
  async function processWith(push?: (mirror: GitMirror) => void) {
    const config = {
      ...{ id: 'gitops', url: fixture.url, branch: 'main' },
      ...{ timeoutMs: 20_000, layouts: [], writableFolders: [] },
      tenantFiles: [],
    } as unknown as RepositoryConfig;
    const cache = mkdtempSync(join(tmpdir(), 'slipway-writer-'));
    const mirror = await GitMirror.open(config, cache);
    push?.(mirror);
    const matcher = LayoutMatcher.create(
      [{ path: '{environment}/{component}' }],
      ['dev'],
    );
    const store = ChangeStore.create(database());
    const writer = ChangeWriter.create({
      repositories: {
        get: () => ({ mirror, matcher }),
        refresh: async () => ({ head: await mirror.fetch() }),
      } as unknown as RepositoryRegistry,
      ...{ store, mutex: new KeyedMutex() },
      people: {
        personOf: async () => ({ name: 'dev-1', email: 'dev-1@localhost' }),
      } as unknown as PersonResolver,
      committer: { name: 'Slipway', email: 'slipway@localhost' },
      auditor: mockServices.auditor.mock({
        createEvent: async () => ({
          success: async () => {},
          fail: async () => {},
        }),
      }),
    });
    const row = await store.begin({ ...ROW });
    return { write: () => writer.write(row, REQUEST, async () => {}), store };
  }

  const commits = () =>
    Number(fixture.run(['rev-list', '--count', 'main'], fixture.bare));

  it('finds the commit of a process that died after its push', async () => {
    const died = await processWith(mirror => {
      const push = mirror.push.bind(mirror);
      mirror.push = async commit => {
        await push(commit);
        throw new Error('The process is killed');
      };
    });
    await expect(died.write()).rejects.toThrow('The process is killed');
    const head = fixture.head();
    fixture.pull();
    fixture.commit({ files: { 'dev/a/values.yaml': helmValues('1.1.0') } });

    const { write } = await processWith();
    expect(await write()).toEqual({
      ...{ commit: head, paths: ['dev/orders/values.yaml'] },
    });
    expect(commits()).toBe(3);
  });

  it('writes the commit of a process that died before its push', async () => {
    const died = await processWith(mirror => {
      mirror.push = async () => {
        throw new Error('The process is killed');
      };
    });
    await expect(died.write()).rejects.toThrow('The process is killed');
    expect(commits()).toBe(1);

    const { write } = await processWith();
    expect((await write()).commit).toBe(fixture.head());
    expect(commits()).toBe(2);
  });

  it('asks again when an answer was lost, and pushes once', async () => {
    let pushes = 0;
    const { write } = await processWith(mirror => {
      const push = mirror.push.bind(mirror);
      mirror.push = async commit => {
        pushes += 1;
        await push(commit);
        throw new GitError('Pushing', 'timeout', '');
      };
    });

    expect((await write()).commit).toBe(fixture.head());
    expect([pushes, commits()]).toEqual([1, 2]);
  });

  it('gives up when the remote refuses, with the cause', async () => {
    const { write } = await processWith(mirror => {
      mirror.push = async () => {
        throw new GitError('Pushing to gitops', 'other', 'no');
      };
    });

    await expect(write()).rejects.toThrow(/Pushing to gitops/);
    expect(commits()).toBe(1);
  });

  it('gives what is done already, when a twin was faster', async () => {
    const { write, store } = await processWith();
    await store.update(ROW.id, {
      ...{ state: 'committed', commit: 'abc', paths: '["x"]' },
    });

    expect(await write()).toEqual({ commit: 'abc', paths: ['x'] });
    expect(commits()).toBe(1);
  });

  it('finds the last push of all, whose answer was lost too', async () => {
    const { write } = await processWith(mirror => {
      const { push, fetch } = mirror;
      let isSilent = false;
      let fetches = 0;
      mirror.push = async commit => {
        await push.call(mirror, commit);
        isSilent = true;
        throw new GitError('Pushing', 'timeout', '');
      };
      // It answers again only when it is asked for the last time.
      mirror.fetch = async signal => {
        fetches += 1;
        if (isSilent && fetches < 11) {
          throw new GitError('Fetching', 'timeout', '');
        }
        return fetch.call(mirror, signal);
      };
    });

    expect((await write()).commit).toBe(fixture.head());
    expect(commits()).toBe(2);
  }, 60_000);
});

describeDatabases('ChangeStore', database => {
  it('never ends as failed what was committed', async () => {
    const store = ChangeStore.create(database());
    await store.begin({ ...ROW });
    await store.end(ROW.id, { state: 'committed', commit: 'abc' });
    const kept = await store.end(ROW.id, { state: 'failed', commit: null });

    expect(kept).toMatchObject({ state: 'committed', commit: 'abc' });
  });

  it('keeps the first of two with one key', async () => {
    const store = ChangeStore.create(database());
    const first = await store.begin({ ...ROW });
    const second = await store.begin({ ...ROW, id: 'change-2' });

    expect([first.id, second.id]).toEqual(['change-1', 'change-1']);
    expect(await store.get('change-2')).toBeUndefined();
  });
});
