import type {
  Deployment,
  DeploymentHealth,
} from '@slipway/backstage-plugin-delivery-common';
import { type SoakEvidence, describeSoak, judgeSoak } from './judgeSoak';

const NOW = Date.parse('2026-11-22T12:00:00Z');

function deployment(change: object = {}): Deployment {
  return {
    desired: { version: '2.5.0', author: 'dev-1' },
    live: { version: '2.5.0', stale: false },
    health: { status: 'healthy' },
    ...change,
  } as Deployment;
}

const measured = (change: object) =>
  ({
    status: 'healthy',
    message: 'Fine.',
    version: '2.5.0',
    ...change,
  }) as DeploymentHealth;

const judge = (change: Partial<SoakEvidence> = {}) =>
  judgeSoak({
    ...{ version: '2.5.0', deployment: deployment(), now: NOW },
    soakSeconds: 1800,
    ...change,
  });

describe('a deployment that is watched', () => {
  it('is done after the whole time, and says by what it is known', () => {
    const since = '2026-11-22T11:30:00.000Z';
    expect(judge({ since })).toEqual({
      done: 'Live and healthy for 30 min. The runtime calls it healthy; its requests are not measured.',
    });
    expect(judge({ since, measured: measured({}) })).toEqual({
      done: 'Live and healthy for 30 min. Fine.',
    });
    const few = measured({ status: 'too-few', message: '3 requests came.' });
    expect(judge({ since, measured: few })).toEqual({
      done: 'Live and healthy for 30 min. The runtime calls it healthy. 3 requests came.',
    });
  });

  it('is not done a second before, and keeps since when it is healthy', () => {
    const since = '2026-11-22T11:30:01.000Z';
    expect(judge({ since })).toEqual({
      soaking: 'Live and healthy; watched for 30 min.',
      since,
    });
    expect(judge()).toMatchObject({ since: '2026-11-22T12:00:00.000Z' });
  });

  it.each<[string, Partial<SoakEvidence>]>([
    [
      'burning',
      { measured: measured({ status: 'burning', message: 'It fails.' }) },
    ],
    [
      'above its limit',
      { measured: measured({ status: 'over-limit', message: 'It fails.' }) },
    ],
    [
      'degraded',
      {
        deployment: deployment({
          health: { status: 'degraded', message: 'It fails.' },
        }),
      },
    ],
    [
      'missing',
      {
        deployment: deployment({
          health: { status: 'missing', message: 'It fails.' },
        }),
      },
    ],
  ])('has failed when it is %s', (_, change) => {
    expect(judge({ ...change, since: '2026-11-01T00:00:00.000Z' })).toEqual({
      failed: 'It fails.',
    });
  });

  it('has failed when Git wants another version', () => {
    const desired = { version: '2.4.0', author: 'lead' };
    expect(judge({ deployment: deployment({ desired }) })).toEqual({
      failed: 'Git wants 2.4.0 by now, by lead.',
    });
  });

  it('is not judged by figures of the version before', () => {
    const old = measured({ status: 'burning', version: '2.4.0' });
    expect(judge({ measured: old })).toHaveProperty('soaking');
  });

  it.each<[string, object]>([
    ['its runtime is silent', { live: { version: '2.5.0', stale: true } }],
    ['another version runs', { live: { version: '2.4.0', stale: false } }],
    ['nobody knows what runs', { live: { stale: false } }],
    ['it is still coming up', { health: { status: 'progressing' } }],
    ['nobody says how it is', { health: { status: 'unknown' } }],
    ['its tenant is suspended', { suspended: { by: 'a', reason: 'b' } }],
    [
      'it was degraded when its runtime fell silent',
      {
        live: { version: '2.5.0', stale: true },
        health: { status: 'degraded' },
      },
    ],
  ])('is not known to be healthy when %s', (_, change) => {
    const since = '2026-11-01T00:00:00.000Z';
    expect(judge({ since, deployment: deployment(change) })).toEqual({
      unclear: expect.stringMatching(/\.$/),
    });
  });

  it.each([
    [1800, '30 min'],
    [3600, '60 min'],
    [90, '1 min 30 s'],
    [0, '0 s'],
  ])('for %d s is watched for %s', (seconds, words) => {
    expect(describeSoak(seconds)).toBe(words);
  });
});
