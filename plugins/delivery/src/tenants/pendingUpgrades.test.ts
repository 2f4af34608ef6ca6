import * as story from '../__fixtures__/story';
import { pendingUpgrades } from './pendingUpgrades';

const of = (name: string, change: Parameters<typeof story.upgrade>[0] = {}) =>
  pendingUpgrades(name, [story.upgrade(change)]).map(each => [
    ...[each.wave, each.what],
  ]);

describe('what upgrades have still to do for a tenant', () => {
  it('is said with its wave and its versions, of a plan as well', () => {
    expect(of('globex')).toEqual([[1, 'cart 2.9.1']]);
    expect(of('acme', { state: 'running' })).toEqual([[2, 'cart 2.9.1']]);
    expect(of('hooli')).toEqual([]);
  });

  it('names each version once', () => {
    const items = [
      story.upgradeItem(),
      story.upgradeItem({ deploymentId: 'other' }),
      story.upgradeItem({ component: 'payments', toVersion: '2.4.0' }),
    ];
    expect(of('globex', { waves: [{ items }] })).toEqual([
      [1, 'cart 2.9.1, payments 2.4.0'],
    ]);
  });

  it.each(['done', 'set-aside'] as const)('is nothing when it is %s', state => {
    const waves = [{ items: [story.upgradeItem({ state })] }];
    expect(of('globex', { waves })).toEqual([]);
  });

  it('is nothing of an upgrade that has ended', () => {
    const endedAt = story.iso(story.STORY_NOW);
    expect(of('globex', { state: 'abandoned', endedAt })).toEqual([]);
  });
});
