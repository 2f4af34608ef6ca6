import type { ObservedState } from '../database/ObservationStore';
import type { ObservationRow } from '../database/rows';
import {
  type ConvergeStep,
  type Seen,
  CONVERGE_STEPS,
  together,
} from './judgeObservation';

function seen(
  state: Partial<ObservedState>,
  change: Partial<Omit<Seen, 'row'>> & { version?: string } = {},
): Seen {
  const { version = '2.3.1', ...more } = change;
  const whole = {
    ...{ images: [], history: [] },
    ...{ sync: { status: 'in-sync' }, health: { status: 'healthy' } },
    ...state,
  };
  return {
    ...{ wanted: '2.3.1', hasCommit: true, actedOnCommit: true },
    row: {
      ...{ key: 'argocd/payments', version, state: JSON.stringify(whole) },
    } as ObservationRow,
    ...more,
  };
}

function judge(step: ConvergeStep, of: Seen) {
  return CONVERGE_STEPS.find(([name]) => name === step)![1](of);
}

const operation = (phase: 'running' | 'failed', message?: string) => ({
  operation: { phase, message, revisions: [] },
});

describe('what a step makes of an observation', () => {
  it.each<[string, ConvergeStep, Seen, object]>([
    [
      'has seen the commit',
      'seen',
      seen({}),
      { done: 'argocd/payments compares with the commit.' },
    ],
    [
      'has not seen it, however healthy it is',
      'seen',
      seen({}, { hasCommit: false }),
      { wait: expect.stringContaining('look at Git') },
    ],
    [
      'is in sync with an older commit',
      'syncing',
      seen({}, { hasCommit: false }),
      { wait: expect.any(String) },
    ],
    [
      'is in sync while it still applies',
      'syncing',
      seen(operation('running', 'waiting for hooks')),
      { wait: 'waiting for hooks' },
    ],
    [
      'failed at the commit',
      'syncing',
      seen(operation('failed', 'denied')),
      { failed: 'denied' },
    ],
    [
      'failed at the commit without a word',
      'syncing',
      seen(operation('failed')),
      { failed: 'The runtime could not apply the manifests.' },
    ],
    [
      'failed before it knew the commit',
      'syncing',
      seen(operation('failed', 'denied'), { actedOnCommit: false }),
      { done: 'Manifests are applied.' },
    ],
    [
      'runs all replicas',
      'replicas',
      seen({ replicas: { desired: 3, ready: 3 } }),
      { done: '3 of 3 replicas run 2.3.1.' },
    ],
    [
      'runs some of them',
      'replicas',
      seen({ replicas: { desired: 3, ready: 3, updated: 1 } }),
      { wait: '1 of 3 replicas run 2.3.1.' },
    ],
    [
      'has all replicas ready, of another version',
      'replicas',
      seen({ replicas: { desired: 3, ready: 3 } }, { version: '2.4.0' }),
      { wait: '2.4.0 still runs; waits for 2.3.1.' },
    ],
    ['counts no replicas', 'replicas', seen({}), { done: '2.3.1 runs.' }],
    [
      'is healthy',
      'healthy',
      seen({}),
      { done: 'The runtime calls it healthy.' },
    ],
    [
      'is not known to be healthy',
      'healthy',
      seen({ health: { status: 'unknown' } }),
      { wait: 'The runtime calls it unknown' },
    ],
    [
      'is degraded, and why',
      'healthy',
      seen({ health: { status: 'degraded', message: 'out of memory' } }),
      { wait: 'The runtime calls it degraded: out of memory' },
    ],
  ])('%s (%s)', (_, step, of, wanted) => {
    expect(judge(step, of)).toEqual(wanted);
  });

  it('does not call a version known that is not', () => {
    const unknown = seen({}, {});
    unknown.row.version = null;
    expect(judge('replicas', unknown)).toEqual({
      wait: 'Not known what still runs; waits for 2.3.1.',
    });
  });
});

describe('together', () => {
  const done = { done: 'a' };
  const wait = { wait: 'b' };
  const failed = { failed: 'c' };

  it.each([
    ['nobody spoke', [], { wait: 'nothing' }],
    ['all are done', [done, done], done],
    ['one waits', [done, wait], wait],
    ['one failed', [done, wait, failed], failed],
  ])('is the least of them when %s', (_, verdicts, wanted) => {
    expect(together(verdicts, 'nothing')).toEqual(wanted);
  });
});
