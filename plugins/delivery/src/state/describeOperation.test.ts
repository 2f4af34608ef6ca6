import {
  OPERATION_END_STATES,
  type OperationState,
} from '@slipway/backstage-plugin-delivery-common';
import { keys as t } from '../__testUtils__/words';
import { describeOperation } from './describeOperation';

const look = (
  state: OperationState,
  step = 4,
  type: 'rollback' | 'undo' = 'rollback',
) => describeOperation({ state, step, type }, t);

describe('describeOperation', () => {
  it.each([
    'requested',
    'authorised',
    'committing',
    'committed',
    'syncing',
    'converged',
    'verifying',
  ] as const)('is at work while %s', state => {
    expect(look(state)).toEqual({
      tone: 'accent',
      icon: 'running',
      word: 'state.rollingBack',
    });
  });

  it('has a word of its own for an undo at work', () => {
    expect(look('syncing', 4, 'undo').word).toBe('state.undoing');
  });

  it.each([
    ['recovered', 'ok', 'ended.recovered'],
    ['completed', 'ok', 'ended.completed'],
    ['not-recovered', 'warning', 'ended.notRecovered'],
    ['refused', 'warning', 'ended.refused'],
    ['superseded', 'idle', 'ended.superseded'],
    ['cancelled', 'idle', 'ended.cancelled'],
    ['failed', 'critical', 'ended.failed'],
    ['stuck', 'critical', 'ended.stuckAt|step.syncing'],
  ] as const)('ends %s in the tone %s', (state, tone, word) => {
    expect(look(state)).toMatchObject({ tone, word });
  });

  it('says nothing but a good end in green', () => {
    const green = OPERATION_END_STATES.filter(
      state => look(state).tone === 'ok',
    );

    expect(green).toEqual(['recovered', 'completed']);
  });

  it('has an icon of its own for each end, so that colour never stands alone', () => {
    const words = OPERATION_END_STATES.map(state => look(state).word);
    expect(new Set(words).size).toBe(OPERATION_END_STATES.length);
    for (const state of OPERATION_END_STATES) {
      expect(look(state).icon).not.toBe('running');
    }
  });

  it('names the step it is stuck at, from the first to the last', () => {
    expect(look('stuck', 1).word).toBe('ended.stuckAt|step.asked');
    expect(look('stuck', 6).word).toBe('ended.stuckAt|step.healthy');
  });

  it('survives a step that it does not know', () => {
    expect(look('stuck', 0).word).toBe('ended.stuckAt|step.asked');
    expect(look('stuck', 9).word).toBe('ended.stuckAt|9');
  });
});
