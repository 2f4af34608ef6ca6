import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { OperationRequest } from '@slipway/backstage-plugin-delivery-common';
import { act, waitFor } from '@testing-library/react';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import * as story from '../__fixtures__/story';
import { deliveryApiRef, type DeliveryApi } from '../api/DeliveryApi';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { useRollback, type Rollback, type RollbackAsk } from './useRollback';

async function start(
  change: Partial<DeliveryApi> = {},
  ask: Partial<RollbackAsk> = {},
) {
  const api = fakeApi(change);
  const onStarted = jest.fn();
  let current: Rollback | undefined;
  const whole = { type: 'rollback', deployment: story.acme(), ...ask } as const;
  function Probe() {
    current = useRollback(whole, onStarted);
    return null;
  }
  renderInTestApp(
    <DeliveryFrame>
      <Probe />
    </DeliveryFrame>,
    { apis: [[deliveryApiRef, api]] },
  );
  const rollback = () => current!;
  await waitFor(() => expect(rollback()?.versions.loading).toBe(false));
  await waitFor(() => expect(rollback().run.pending).toBe(false));
  return { api, onStarted, rollback };
}

const sent = (api: jest.Mocked<DeliveryApi>): OperationRequest[] =>
  api.startOperation.mock.calls.map(([request]) => request);
const unknown = (id: string) => ({
  id,
  title: id,
  status: 'unknown' as const,
  message: 'No answer.',
  tookMs: 1,
});

describe('useRollback', () => {
  it('preselects the suggested version, and never the one that is wanted', async () => {
    const { rollback } = await start();
    expect(rollback().target).toBe('2.3.1');

    const same = await start({}, { version: '2.4.0' });
    expect(same.rollback().target).toBeUndefined();
    expect(same.rollback().refusal).toBe('Choose a version to go back to.');
  });

  it('prefers the version that was pressed to the suggested one', async () => {
    const { rollback } = await start({}, { version: '2.2.3' });

    expect(rollback().target).toBe('2.2.3');
  });

  it('suggests nothing that cannot be gone back to', async () => {
    const items = story
      .versions()
      .map(v => (v.suggested ? { ...v, unusable: 'Its image is gone.' } : v));
    const { rollback } = await start({ versions: async () => ({ items }) });

    expect(rollback().target).toBeUndefined();
  });

  it('refuses a version that cannot be gone back to, with its reason', async () => {
    const { rollback } = await start({}, { version: '2.3.0' });

    expect(rollback().refusal).toBe(
      'Blocked: Banned by oncall-2 on 3 Nov: p95 0.2 → 1.9 s',
    );
  });

  it('lets an undo bring back even what is banned by now', async () => {
    const undoes = story.operationSummary({ state: 'completed' });
    const { rollback } = await start(
      {},
      { type: 'undo', version: '2.3.0', undoes },
    );

    expect(rollback().refusal).toBeUndefined();
  });

  it('sends what was on the screen, one line each, and nothing empty', async () => {
    const { api, rollback } = await start();
    act(() => {
      rollback().setReason(' refunds\nfail ');
      rollback().setIncident('  ');
    });

    await act(async () => rollback().confirm());

    expect(sent(api)).toEqual([
      {
        type: 'rollback',
        deploymentId: 'prod-acme',
        version: '2.3.1',
        expected: { version: '2.4.0', commit: story.COMMITS.v240 },
        reason: 'refunds fail',
        incident: undefined,
        accept: undefined,
        undoes: undefined,
      },
    ]);
  });

  it('carries the incident', async () => {
    const { api, rollback } = await start();
    act(() => rollback().setIncident(' INC-2207 '));

    await act(async () => rollback().confirm());

    expect(sent(api)[0].incident).toBe('INC-2207');
  });

  it('does nothing while it is refused', async () => {
    const { api, rollback } = await start();
    act(() => rollback().setReason('  '));

    await act(async () => rollback().confirm());

    expect(rollback().refusal).toBe(
      'Say why: the reason is kept in the commit.',
    );
    expect(api.startOperation).not.toHaveBeenCalled();
  });

  it('asks for each tick, sends all of them, and forgets them with the version', async () => {
    const { api, rollback } = await start({
      preflight: async (_, { version, expected }) =>
        story.preflight({
          version,
          expected,
          checks: [unknown('registry'), unknown('contracts')],
        }),
    });
    act(() => rollback().accept('registry', true));
    expect(rollback().refusal).toMatch(/^Tick what could not be told/);

    act(() => rollback().accept('contracts', true));
    expect(rollback().refusal).toBeUndefined();
    await act(async () => rollback().confirm());
    expect(sent(api)[0].accept).toEqual(['registry', 'contracts']);

    act(() => rollback().choose('2.2.3'));
    await waitFor(() => expect(rollback().run.pending).toBe(false));
    expect(rollback().accepted.size).toBe(0);
    expect(rollback().refusal).toMatch(/^Tick what could not be told/);
  });

  it('never sends the tick for checks that gave no answer at all', async () => {
    const error = await failure(503, 'Away');
    const { api, rollback } = await start({
      preflight: () => Promise.reject(error),
    });
    act(() => rollback().accept('no-answer', true));

    await act(async () => rollback().confirm());

    expect(sent(api)[0].accept).toBeUndefined();
  });

  it('shows no diff of another version than the chosen one', async () => {
    let answer = () => {};
    const { api, rollback } = await start();
    expect(rollback().changes).toHaveLength(1);
    api.preflight.mockImplementation(
      (_, { version }) =>
        new Promise(resolve => {
          answer = () => resolve(story.preflight({ version }));
        }),
    );

    act(() => rollback().choose('2.2.3'));
    expect(rollback().changes).toEqual([]);
    await act(async () => answer());

    expect(rollback().changes[0].lines[0].after).toContain('2.2.3');
  });

  it('runs the checks again after a conflict, and says what happened', async () => {
    const conflict = await failure(409, 'dev-7 changed it', 'ConflictError');
    const { api, rollback } = await start({
      startOperation: () => Promise.reject(conflict),
    });
    const before = api.preflight.mock.calls.length;

    await act(async () => rollback().confirm());

    await waitFor(() =>
      expect(api.preflight.mock.calls.length).toBe(before + 1),
    );
    expect(rollback().failure).toBe('dev-7 changed it');
    expect(rollback().sending).toBe(false);
  });

  it('does not run the checks again for any other failure', async () => {
    const error = await failure(503, 'Away');
    const { api, rollback } = await start({
      startOperation: () => Promise.reject(error),
    });
    const before = api.preflight.mock.calls.length;

    await act(async () => rollback().confirm());

    expect(rollback().failure).toBe('Away');
    expect(api.preflight.mock.calls.length).toBe(before);
  });

  it('hands over the operation that was started, once', async () => {
    const { onStarted, rollback } = await start();

    await act(async () => {
      rollback().confirm();
      rollback().confirm();
    });

    expect(onStarted).toHaveBeenCalledTimes(1);
    expect(onStarted).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'op-2f91' }),
    );
  });

  it('decides on the new state after taking it, with its ticks forgotten', async () => {
    const { api, rollback } = await start();
    act(() => rollback().accept('registry', true));

    act(() =>
      rollback().takeNewState({
        version: '2.4.2',
        commit: 'f00d',
        author: 'dev-7',
        at: '2026-11-19T13:06:00Z',
        subject: 'Fix refunds',
      }),
    );

    await waitFor(() =>
      expect(api.preflight.mock.calls.at(-1)?.[1].expected).toEqual({
        version: '2.4.2',
        commit: 'f00d',
      }),
    );
    expect(rollback().accepted.size).toBe(0);
  });
});
