import { operationRow } from '../__testUtils__/operationRow';
import type { OperationRow } from '../database/rows';
import type { OperationStore } from './OperationStore';
import { notifyEnd } from './notifyEnd';

async function send(change: Partial<OperationRow>) {
  const row = operationRow(change);
  const notifications = { send: jest.fn(async () => {}) };
  const operations = {
    get: async (id: string) => (id === row.id ? row : undefined),
  } as unknown as OperationStore;
  await notifyEnd('op-1', { operations, notifications });
  return notifications.send.mock.calls[0] as unknown as [
    Record<'recipients' | 'payload', Record<string, unknown>>,
  ];
}

describe('notifyEnd', () => {
  it.each([
    ['completed', 'rollback', 'rolled back', 'normal'],
    ['recovered', 'rollback', 'rolled back and recovered', 'normal'],
    ['not-recovered', 'rollback', 'rolled back, not recovered', 'high'],
    ['stuck', 'rollback', 'rollback is stuck', 'high'],
    ['failed', 'rollback', 'rollback failed', 'high'],
    ['superseded', 'rollback', 'rollback was superseded', 'high'],
    ['cancelled', 'rollback', 'rollback was stopped', 'normal'],
    ['completed', 'undo', 'put back', 'normal'],
    ['refused', 'undo', 'undo was refused', 'high'],
  ])('%s of a %s reads "%s", %s', async (state, type, words, severity) => {
    const [{ payload }] = await send({ state, type, message: 'It runs.' });

    expect(payload).toMatchObject({
      title: `payments in prod · acme: ${words}, 2.4.0 → 2.3.1`,
      description: 'It runs.',
      link: '/delivery/operations/op-1',
      severity,
    });
  });

  it('reaches the owner of the component and who asked, as one notification', async () => {
    const [{ recipients, payload }] = await send({ state: 'completed' });

    expect(recipients).toEqual({
      type: 'entity',
      entityRef: ['component:default/payments', 'user:default/oncall-1'],
    });
    expect(payload.scope).toBe('op-1');
  });

  it('does not write to a service that asked', async () => {
    const [{ recipients }] = await send({
      state: 'completed',
      requested_by: 'plugin-mcp',
    });

    expect(recipients.entityRef).toEqual(['component:default/payments']);
  });

  it('tells nothing of an operation that is not there', async () => {
    expect(await send({ id: 'another' })).toBeUndefined();
  });

  it('fails when it could not be sent, so that it is tried again', async () => {
    const operations = {
      get: async () => operationRow(),
    } as unknown as OperationStore;
    const notifications = {
      send: async () => {
        throw new Error('away');
      },
    };

    await expect(
      notifyEnd('op-1', { operations, notifications }),
    ).rejects.toThrow('away');
  });
});
