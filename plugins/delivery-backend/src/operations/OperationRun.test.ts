import type { OperationRow } from '../database/rows';
import { describeDatabases } from '../__testUtils__/describeDatabases';
import { operationRow } from '../__testUtils__/operationRow';
import { LeaseStore } from '../leases/LeaseStore';
import { LeaseLostError, OperationRun } from './OperationRun';
import { OperationStore } from './OperationStore';

jest.setTimeout(60_000);

describeDatabases('an operation in the hands of one replica', database => {
  const stop = () => new AbortController();

  async function take(signal = stop().signal) {
    const operations = OperationStore.create(database());
    const leases = LeaseStore.create(database(), { owner: 'a' });
    const row = operationRow();
    await operations.insert(row);
    const lease = (await leases.acquire('operation:op-1'))!;
    const changes = {
      operationChanged: jest.fn(async () => {}),
      deploymentsChanged: jest.fn(async () => {}),
    };
    const run = new OperationRun({
      ...{ row, lease, leases, operations, signal },
      changes: changes as never,
    });
    const step = async (name: string) =>
      (await operations.steps(['op-1'])).find(item => item.name === name)!;
    const lose = () => database()('leases').update({ fence: 99 });
    return { run, operations, changes, step, lose, leases, lease };
  }

  it('writes what it is told, here and in the database, and tells browsers', async () => {
    const { run, operations, changes } = await take();
    await run.set({ state: 'committing', message: 'At work.' });
    expect(run.row).toMatchObject({ state: 'committing' });
    expect(await operations.get('op-1')).toMatchObject({ message: 'At work.' });
    expect(changes.operationChanged).toHaveBeenCalledWith('op-1', 'd-1');
  });

  it('begins a step once, however often it is tried', async () => {
    const { run, step } = await take();
    await run.begin('committed', 1, 'Fetches.');
    const { started_at } = await step('committed');
    await run.begin('committed', 2, 'Fetches again.');
    expect(await step('committed')).toMatchObject({
      ...{ status: 'running', attempt: 2, started_at },
      message: 'Fetches again.',
    });
    expect(await run.startedAt('committed')).toBe(Date.parse(started_at!));
  });

  it('says nothing twice while it waits', async () => {
    const { run, changes } = await take();
    await run.begin('verifying', 1, 'Counts.');
    const before = changes.operationChanged.mock.calls.length;
    await run.progress('verifying', 'Counts.');
    expect(changes.operationChanged).toHaveBeenCalledTimes(before);
    await run.progress('verifying', '3 of 50.');
    expect(changes.operationChanged).toHaveBeenCalledTimes(before + 1);
  });

  it.each(['done', 'skipped'] as const)(
    'takes a step that is %s for past',
    async status => {
      const { run, step } = await take();
      expect(await run.isDone('committed')).toBe(false);
      await run.finish('committed', 'It is there.', status);
      expect(await run.isDone('committed')).toBe(true);
      expect((await step('committed')).ended_at).toBeTruthy();
    },
  );

  it.each(['completed', 'recovered'] as const)(
    'ends as %s without a step that failed',
    async state => {
      const { run, step, operations, changes } = await take();
      await run.begin('verifying', 1, 'Counts.');
      await run.end(state, 'All is well.');
      expect((await step('verifying')).status).toBe('running');
      expect(await operations.get('op-1')).toMatchObject({ state });
      expect(changes.deploymentsChanged).toHaveBeenCalledWith(['d-1']);
    },
  );

  it('puts the cause of a bad end at the step at work', async () => {
    const { run, step, operations } = await take();
    await run.finish('committed', 'It is there.');
    await run.begin('syncing', 1, 'Waits.');
    await run.end('stuck', 'It does not come.', ['Look at it.']);
    expect(await step('syncing')).toMatchObject({
      ...{ status: 'failed', message: 'It does not come.' },
    });
    expect((await step('committed')).status).toBe('done');
    expect(await operations.get('op-1')).toMatchObject({
      ...{ state: 'stuck', next_acts: '["Look at it."]' },
    });
  });

  it('writes nothing any more when another replica has taken it over', async () => {
    const { run, operations, lose, changes } = await take();
    await lose();
    const writes = [
      () => run.set({ message: 'late' }),
      () => run.begin('committed', 1, 'late'),
      () => run.finish('committed', 'late'),
      () => run.end('failed', 'late'),
      () => run.assertLease(),
    ];
    for (const write of writes) {
      await expect(write()).rejects.toThrow(LeaseLostError);
    }
    expect(changes.operationChanged).not.toHaveBeenCalled();
    const row = (await operations.get('op-1')) as OperationRow;
    expect(row).toMatchObject({ state: 'authorised', ended_at: null });
    expect(
      (await operations.steps(['op-1'])).map(s => s.message),
    ).not.toContain('late');
  });

  it('does not go on when the process is to stop, although it has the lease', async () => {
    const controller = stop();
    const { run } = await take(controller.signal);
    await expect(run.assertLease()).resolves.toBeUndefined();
    controller.abort();
    await expect(run.assertLease()).rejects.toThrow(LeaseLostError);
  });

  it('sees that a person asked it to stop when it reads itself again', async () => {
    const { run, operations } = await take();
    await operations.requestStop('op-1');
    expect(Boolean(run.row.stop_requested)).toBe(false);
    await run.reload();
    expect(Boolean(run.row.stop_requested)).toBe(true);
  });
});
