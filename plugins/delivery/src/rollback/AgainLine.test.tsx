import { screen } from '@testing-library/react';
import * as story from '../__fixtures__/story';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import { AgainLine, recentRollback } from './AgainLine';

const NOW = story.STORY_NOW;

function rolledBack(minutesAgo: number, change: object = {}) {
  return {
    lastOperation: story.operationSummary({
      ...{ fromVersion: '2.4.0', toVersion: '2.3.1', state: 'recovered' },
      endedAt: story.iso(NOW - minutesAgo * story.MINUTE),
      ...change,
    }),
  };
}

describe('recentRollback', () => {
  it('finds one that ended within half an hour', () => {
    expect(recentRollback(rolledBack(12), NOW)?.toVersion).toBe('2.3.1');
  });

  it.each([
    ['longer ago', rolledBack(31)],
    ['an undo', rolledBack(12, { type: 'undo' })],
    ['still at work', rolledBack(12, { endedAt: undefined })],
    ['never', {}],
  ])('finds none that is %s', (_, deployment) => {
    expect(recentRollback(deployment, NOW)).toBeUndefined();
  });
});

describe('AgainLine', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(NOW);
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('asks at the second rollback whether to go further back', async () => {
    const deployment = { ...story.acme(), ...rolledBack(12) };
    await renderDelivery(<AgainLine deployment={deployment} />, {
      api: fakeApi(),
    });
    expect(screen.getByRole('note')).toHaveTextContent(
      /2\.4\.0 was rolled back to 2\.3\.1 12.min ago\. If that did not help, go further back/,
    );
  });

  it('says nothing at the first one', async () => {
    await renderDelivery(<AgainLine deployment={story.acme()} />, {
      api: fakeApi(),
    });
    expect(screen.queryByRole('note')).toBeNull();
  });
});
