import type { LiveState } from '@slipway/backstage-plugin-delivery-common';
import * as story from '../__fixtures__/story';
import { leftOn, powerOf } from './leftOn';

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

describe('what is left of a suspended tenant', () => {
  const at = (component: string, live: LiveState) => {
    const service = story.tenantService('hooli', component, '2.9.0');
    return { deployment: { ...service.deployment, live } };
  };
  const tenant = {
    ...story.tenant({ usage: undefined }),
    suspended: { since, by: 'user:default/ann', reason: 'unpaid' },
    services: [
      at('runs', { stale: false, version: '2.9.0' }),
      at('gone', { stale: false }),
      at('silent', { stale: true, version: '2.9.0' }),
      at('off', { stale: false, replicas: { desired: 0, ready: 0 } }),
    ],
  };
  const left = (change: object, minutes: number) =>
    Object.fromEntries(
      Object.entries(
        leftOn(
          { ...tenant, ...change },
          story.STORY_NOW + minutes * story.MINUTE,
        ),
      ).map(([kind, all]) => [
        ...[kind, all.map(({ deployment }) => deployment.component)],
      ]),
    );

  it('is being stopped right after, but for what nobody hears of', () => {
    expect(left({}, 1)).toEqual({
      ...{ stopping: ['runs', 'gone'], on: [], unknown: ['silent'] },
    });
  });

  it('runs, or is not known, once that takes too long', () => {
    expect(left({}, 4)).toEqual({
      ...{ stopping: [], on: ['runs'], unknown: ['gone', 'silent'] },
    });
  });

  it('is not excused by a time that nobody knows', () => {
    const suspended = { by: 'user:default/ann', reason: 'unpaid' };
    expect(left({ suspended }, 1)).toMatchObject({ on: ['runs'] });
  });
});
