import type { LiveState } from '@slipway/backstage-plugin-delivery-common';
import * as story from '../__fixtures__/story';
import { powerOf } from './leftOn';

const since = story.iso(story.STORY_NOW);
const later = story.iso(story.STORY_NOW + story.MINUTE);
const before = story.iso(story.STORY_NOW - story.MINUTE);

function power(live: LiveState, usage: object = {}) {
  const service = story.tenantService('hooli', 'cart', '2.9.0');
  const base = story.tenant();
  const tenant = {
    ...base,
    suspended: { since, by: 'user:default/ann', reason: 'unpaid' },
    usage: { ...base.usage!, measuredAt: later, ...usage },
  };
  const deployment = { ...service.deployment, live };
  return powerOf({ deployment }, tenant);
}

describe('whether a service is off', () => {
  const none = { used: { cpu: 0 } };

  it.each<[string, LiveState, object, string]>([
    [
      'by its replicas',
      { stale: false, replicas: { desired: 0, ready: 0 } },
      {},
      'off',
    ],
    [
      'by those that still end',
      { stale: false, replicas: { desired: 0, ready: 1 } },
      {},
      'on',
    ],
    [
      'by the version that runs',
      { stale: false, version: '2.9.0' },
      none,
      'on',
    ],
    ['by a quota of which nothing is used', { stale: false }, none, 'off'],
    ['not by a quota that is used', { stale: false }, {}, 'unknown'],
    [
      'not by what was measured before',
      { stale: false },
      { ...none, measuredAt: before },
      'unknown',
    ],
    [
      'not by a source that is silent',
      { stale: false },
      { ...none, silentSince: later },
      'unknown',
    ],
    [
      'not by a runtime that is silent',
      { stale: true, replicas: { desired: 0, ready: 0 } },
      none,
      'unknown',
    ],
  ])('is told %s', (_, live, usage, expected) => {
    expect(power(live, usage)).toBe(expected);
  });
});
