import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { describeWait, lastWords } from './describeState';

const LIVE = {
  desired: { version: '1.1.0' },
  live: { source: 'argocd:eu-1', stale: false, version: '1.1.0' },
  health: { status: 'healthy' },
  sync: { status: 'in-sync' },
};

function missing(change: object): string | undefined {
  return describeWait({ ...LIVE, ...change } as unknown as Deployment, '1.1.0');
}

describe('what is missing until a version is live', () => {
  it('is nothing, when it runs, is well, and all of the folder is applied', () => {
    expect(missing({})).toBeUndefined();
    // Not each runtime tells what it has applied.
    expect(missing({ sync: { status: 'unknown' } })).toBeUndefined();
  });

  it.each([
    [{ desired: { version: '1.0.0' } }, /^Git wants 1\.0\.0, not 1\.1\.0 yet/],
    [{ desired: {} }, /^Git wants no version/],
    [{ live: { stale: true } }, /no runtime has said anything/],
    [
      { live: { ...LIVE.live, stale: true, staleCause: 'Refused.' } },
      /^the runtime is silent: Refused\./,
    ],
    [
      { live: { ...LIVE.live, version: '1.0.0' } },
      /^1\.1\.0 is to go live; 1\.0\.0 runs$/,
    ],
    [
      {
        health: { status: 'progressing' },
        live: { ...LIVE.live, replicas: { ready: 1, desired: 3 } },
      },
      /^1\.1\.0 is live and progressing \(1 of 3 replicas are ready\)$/,
    ],
    [
      { sync: { status: 'out-of-sync' } },
      /^1\.1\.0 is live, and the runtime has not applied all/,
    ],
  ])('is said of %j', (change, sentence) => {
    expect(missing(change)).toMatch(sentence);
  });
});

describe('the last words of a runtime', () => {
  it('are those about its health, else those about what it applied', () => {
    const words = (health: object, sync: object) =>
      lastWords({ health, sync } as unknown as Deployment);

    expect(words({ message: 'Crash' }, { message: 'x' })).toContain('Crash');
    expect(words({}, { message: 'Denied' })).toContain('Denied');
    expect(words({}, {})).toBe('The runtime gave no message.');
  });
});
