import { describeDatabases } from '../__testUtils__/describeDatabases';
import { operationRow } from '../__testUtils__/operationRow';
import type { OperationRow } from '../database/rows';
import { LeaseStore } from '../leases/LeaseStore';
import { OperationStore } from './OperationStore';

jest.setTimeout(60_000);

const minute = (value: number) =>
  new Date(Date.UTC(2026, 10, 21, 10, value)).toISOString();

describeDatabases('operations in the database', database => {
  const store = () => OperationStore.create(database());

  async function lease() {
    const leases = LeaseStore.create(database(), { owner: 'a' });
    return (await leases.acquire('operation'))!;
  }

  /** One of its own deployment, so that none stands in the way of another. */
  async function put(id: string, change: Partial<OperationRow> = {}) {
    const row = operationRow({
      ...{ id, deployment_id: `d-${id}`, idempotency_key: `key-${id}` },
      ...change,
    });
    expect(await store().insert(row)).toBeUndefined();
    return row;
  }

  it('begin with a row for each step, in order, none of them begun', async () => {
    await put('a');
    const steps = await store().steps(['a']);
    expect(steps.map(({ name }) => name)).toEqual([
      ...['asked', 'committed', 'seen', 'syncing', 'replicas'],
      ...['healthy', 'verifying'],
    ]);
    expect(new Set(steps.map(({ status }) => status)).size).toBe(1);
    expect(steps.every(({ started_at }) => started_at === null)).toBe(true);
  });

  it('free the deployment with their end, and not before', async () => {
    const row = await put('a', { deployment_id: 'd' });
    const next = operationRow({
      ...{ id: 'b', deployment_id: 'd', idempotency_key: 'key-b' },
    });
    expect(await store().insert(next)).toMatchObject({
      ...{ reason: 'busy', existing: { id: 'a' } },
    });
    await store().end(row, { state: 'completed' }, await lease());
    expect(await store().insert(next)).toBeUndefined();
  });

  it('tell the same key of another person apart', async () => {
    await put('a', { idempotency_key: 'same', requested_by: 'user:default/a' });
    await put('b', { idempotency_key: 'same', requested_by: 'user:default/b' });
    const found = await store().byKey('user:default/b', 'same');
    expect(found!.id).toBe('b');
    expect(await store().byKey('user:default/c', 'same')).toBeUndefined();
  });

  it('leave nothing behind of one that could not begin', async () => {
    await put('a', { deployment_id: 'd' });
    await store().insert(operationRow({ id: 'b', deployment_id: 'd' }));
    expect(await store().get('b')).toBeUndefined();
    expect(await store().steps(['b'])).toEqual([]);
  });

  it('are unfinished until they end, oldest first', async () => {
    await put('late', { requested_at: minute(2) });
    const early = await put('early', { requested_at: minute(1) });
    const ids = async () => (await store().unfinished()).map(({ id }) => id);
    expect(await ids()).toEqual(['early', 'late']);
    await store().end(early, { state: 'failed' }, await lease());
    expect(await ids()).toEqual(['late']);
  });

  it('are to be told after they ended, once, and not when that is long ago', async () => {
    const row = await put('a');
    const unnotified = async (after = minute(0)) =>
      (await store().unnotified(after)).map(({ id }) => id);
    expect(await unnotified()).toEqual([]);
    const held = await lease();
    await store().end(row, { state: 'completed' }, held);
    const { ended_at } = (await store().get('a'))!;
    expect(await unnotified(new Date(0).toISOString())).toEqual(['a']);
    expect(await unnotified(`${ended_at}z`)).toEqual([]);
    await store().update('a', { notified_at: minute(9) }, held);
    expect(await unnotified(new Date(0).toISOString())).toEqual([]);
  });

  it('are found by the commit they made in a deployment', async () => {
    await put('a', { commit: 'abc' });
    expect((await store().byCommit('d-a', 'abc'))!.id).toBe('a');
    expect(await store().byCommit('d-b', 'abc')).toBeUndefined();
  });

  it('are named for each deployment that one is at work on', async () => {
    await put('a');
    const done = await put('b');
    await store().end(done, { state: 'completed' }, await lease());
    const running = await store().running(['d-a', 'd-b', 'd-c']);
    expect([...running.keys()]).toEqual(['d-a']);
    expect(running.get('d-a')).toMatchObject({ id: 'a', steps: 7, step: 1 });
  });

  it('write nothing under a lease that was lost', async () => {
    const row = await put('a');
    const held = await lease();
    const lost = { ...held, fence: held.fence + 1 };
    expect(await store().update('a', { message: 'late' }, lost)).toBe(false);
    expect(await store().end(row, { state: 'failed' }, lost)).toBe(false);
    expect(await store().get('a')).toMatchObject({
      ...{ message: row.message, ended_at: null },
    });
  });

  it('name each entity once', async () => {
    await put('a', { entity_ref: 'component:default/x' });
    await put('b', { entity_ref: 'component:default/x' });
    await put('c', { entity_ref: 'component:default/y' });
    expect((await store().entityRefs()).sort()).toEqual([
      ...['component:default/x', 'component:default/y'],
    ]);
  });
});
