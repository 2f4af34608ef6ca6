import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import * as story from '../__fixtures__/story';
import { keys as t } from '../__testUtils__/words';
import { syncLine } from './syncLine';

const { live } = story.deployment();
const line = (change: Partial<Deployment>) =>
  syncLine(story.deployment(change), t);

describe('syncLine', () => {
  it.each([
    ['in-sync', 'say.inSync'],
    ['out-of-sync', 'say.outOfSync'],
    ['unknown', 'say.syncUnknown'],
  ] as const)('says %s in words, with the replicas', (status, words) => {
    expect(line({ sync: { status } })).toBe(`${words} · say.replicas|3|3`);
  });

  it('says nothing of replicas that are not known', () => {
    expect(line({ live: { ...live, replicas: undefined } })).toBe('say.inSync');
  });

  it('never says in sync while another version runs than Git wants', () => {
    const drifting = line({
      live: { ...live, version: '2.3.0', replicas: undefined },
      sync: { status: 'in-sync' },
    });

    expect(drifting).toBe('say.applied|2.3.1');
  });

  it('says out of sync of a drift that the runtime sees itself', () => {
    expect(
      line({
        live: { ...live, version: '2.3.0', replicas: undefined },
        sync: { status: 'out-of-sync' },
      }),
    ).toBe('say.outOfSync');
  });

  it('says of a drift how the version fares that still serves', () => {
    const drifting = story.deployment({
      live: { ...live, version: '2.3.0' },
    });
    const serving = (status: 'healthy' | 'silent') =>
      syncLine({ ...drifting, measured: story.measured({ status }) }, t);

    expect(serving('healthy')).toMatch(
      /^measured\.stillServes\|2\.3\.0\|unit\.ratio\|0\.1\|unit\.sample\|14,200$/,
    );
    expect(serving('silent')).toMatch(/^say\.applied/);
  });

  it('says why the source is silent instead of an old state', () => {
    expect(
      line({
        live: { ...live, stale: true, staleCause: 'Connection refused.' },
      }),
    ).toBe('Connection refused.');
    expect(line({ live: { ...live, stale: true } })).toBe('say.syncUnknown');
  });

  it('says of an operation at work what it does and who asked', () => {
    expect(line({ operation: story.operationSummary() })).toBe(
      'say.askedBy|2 of 3 replicas run 2.3.1.|oncall-1',
    );
  });
});
