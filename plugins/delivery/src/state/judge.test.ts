import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import * as story from '../__fixtures__/story';
import {
  attentionRank,
  isRollingOut,
  hasVersionDrift,
  isInTrouble,
  isNotStarting,
  isPassedOver,
  pressingBans,
} from './judge';

const { live, desired } = story.deployment();
const make = (change: Partial<Deployment>) => story.deployment(change);
const ban = (version: string, since?: string) => ({
  version,
  by: 'user:default/oncall-2',
  reason: 'p95 went up',
  since,
});

describe('isInTrouble', () => {
  it.each([
    ['degraded', true],
    ['missing', true],
    ['healthy', false],
    ['progressing', false],
    ['suspended', false],
    ['unknown', false],
  ] as const)('of %s is %s', (status, trouble) => {
    expect(isInTrouble(make({ health: { status } }))).toBe(trouble);
  });

  it('never speaks from what was only seen last', () => {
    expect(
      isInTrouble(
        make({ health: { status: 'missing' }, live: { ...live, stale: true } }),
      ),
    ).toBe(false);
  });
});

describe('hasVersionDrift', () => {
  it('is true only of two known versions that differ', () => {
    const drift = (running?: string, wanted?: string) =>
      hasVersionDrift(
        make({
          live: { ...live, version: running },
          desired: { ...desired, version: wanted },
        }),
      );

    expect(drift('2.4.0', '2.4.1')).toBe(true);
    expect(drift('2.4.1', '2.4.1')).toBe(false);
    expect(drift(undefined, '2.4.1')).toBe(false);
    expect(drift('2.4.0', undefined)).toBe(false);
  });
});

describe('isNotStarting', () => {
  const health = { status: 'degraded' } as const;

  it('is true when the wanted version does not run although it is degraded', () => {
    expect(
      isNotStarting(make({ health, live: { ...live, version: '2.3.0' } })),
    ).toBe(true);
  });

  it('is true when no replica is ready', () => {
    const replicas = { desired: 3, ready: 0 };

    expect(isNotStarting(make({ health, live: { ...live, replicas } }))).toBe(
      true,
    );
  });

  it('is false when some replicas are ready, or none is wanted', () => {
    for (const replicas of [
      { desired: 3, ready: 1 },
      { desired: 0, ready: 0 },
    ]) {
      expect(isNotStarting(make({ health, live: { ...live, replicas } }))).toBe(
        false,
      );
    }
  });

  it('is false of what is healthy or just coming up', () => {
    for (const status of ['healthy', 'progressing', 'missing'] as const) {
      expect(
        isNotStarting(
          make({ health: { status }, live: { ...live, version: '2.3.0' } }),
        ),
      ).toBe(false);
    }
  });
});

describe('pressingBans', () => {
  const versions = (change: Partial<Deployment>) =>
    pressingBans(make(change)).map(({ version }) => version);

  it('leaves out a ban of a version that neither runs nor is wanted', () => {
    expect(versions({ bans: [ban('2.3.0')] })).toEqual([]);
  });

  it('keeps a ban of the version that runs', () => {
    expect(
      versions({
        bans: [ban('2.4.0'), ban('2.3.0')],
        live: { ...live, version: '2.4.0' },
      }),
    ).toEqual(['2.4.0']);
  });

  it('keeps a ban of the version that Git wants', () => {
    expect(versions({ bans: [ban('2.3.1')] })).toEqual(['2.3.1']);
  });

  it('keeps the ban of the version that was just rolled back', () => {
    const lastOperation = story.operationSummary({ state: 'completed' });

    expect(versions({ bans: [ban('2.4.0')], lastOperation })).toEqual([
      '2.4.0',
    ]);
  });

  it('lets it go when something else is wanted meanwhile', () => {
    const lastOperation = story.operationSummary({ state: 'completed' });

    expect(
      versions({
        bans: [ban('2.4.0')],
        lastOperation,
        desired: { ...desired, version: '2.4.1' },
      }),
    ).toEqual([]);
  });

  it('takes an undo for no rollback', () => {
    const lastOperation = story.operationSummary({
      type: 'undo',
      state: 'completed',
    });

    expect(versions({ bans: [ban('2.4.0')], lastOperation })).toEqual([]);
  });

  it('keeps the ban that came with the hold, in the same commit', () => {
    const since = '2026-11-19T12:59:00Z';
    const hold = { version: '2.3.1', by: 'x', reason: 'y', since };

    expect(
      versions({ hold, bans: [ban('2.4.0', since), ban('2.3.0')] }),
    ).toEqual(['2.4.0']);
  });

  it('ties no ban to a hold when neither says since when', () => {
    const hold = { version: '2.3.1', by: 'x', reason: 'y' };

    expect(versions({ hold, bans: [ban('2.4.0')] })).toEqual([]);
  });
});

describe('isPassedOver', () => {
  const asked = story.STORY_NOW - 60_000;
  const last = story.operationSummary({
    state: 'stuck',
    requestedAt: story.iso(asked),
  });
  const wants = (version: string | undefined, since: number) =>
    make({
      lastOperation: last,
      desired: { ...desired, version, since: story.iso(since) },
      live: { ...live, version },
    });

  it.each([
    ['another version came since', '2.4.1', asked + 30_000, true],
    ['the version it left came back since', '2.4.0', asked + 30_000, true],
    ['Git names no version since', undefined, asked + 30_000, true],
    ['its own version stands', '2.3.1', asked + 1_000, false],
    ['it never came to its commit', '2.4.0', asked - 9_000_000, false],
  ])('when %s', (_, version, since, expected) => {
    expect(isPassedOver(wants(version, since))).toBe(expected);
    expect(attentionRank(wants(version, since))).toBe(expected ? undefined : 1);
  });

  it('is said of none where there was no operation', () => {
    expect(isPassedOver(make({}))).toBe(false);
  });
});

describe('what is rolling out', () => {
  const { MINUTE, STORY_NOW, iso } = story;
  const of = (minutes: number, change: Partial<Deployment> = {}) => {
    const base = story.deployment(change);
    const since = iso(STORY_NOW - minutes * MINUTE);
    const wanted = { ...base.desired, version: '9.0.0', since };
    return isRollingOut({ ...base, desired: wanted }, STORY_NOW);
  };
  const progressing = { health: { status: 'progressing' } } as const;

  it('is another version that Git wants since moments', () => {
    expect([of(0), of(4), of(5), of(60)]).toEqual([true, true, false, false]);
  });

  it('is for longer what its runtime is still bringing up', () => {
    expect([of(14, progressing), of(15, progressing)]).toEqual([true, false]);
  });

  it('is nothing that its runtime cannot bring, says nothing of, or that a wrong clock dates', () => {
    const sync = { status: 'out-of-sync', message: 'no such tag' } as const;
    expect(of(1, { sync })).toBe(false);
    expect(of(1, { live: { version: '1.0.0', stale: true } })).toBe(false);
    expect(of(-10)).toBe(false);
  });

  it('needs nobody, once the time is known', () => {
    const base = story.deployment();
    const since = iso(STORY_NOW - MINUTE);
    const wanted = { ...base.desired, version: '9.0.0', since };
    expect(
      attentionRank({ ...base, desired: wanted }, STORY_NOW),
    ).toBeUndefined();
    expect(attentionRank({ ...base, desired: wanted })).toBe(3);
  });
});

describe('attentionRank', () => {
  it('leaves drift alone while an operation is at work on it', () => {
    const drifting = { live: { ...live, version: '0.0.9' }, desired };
    const operation = story.operationSummary({ state: 'syncing' });
    expect(attentionRank(make(drifting))).toBe(3);
    expect(attentionRank(make({ ...drifting, operation }))).toBeUndefined();
  });

  it('has no place for a failed operation while another one is at work', () => {
    const failed = story.operationSummary({ state: 'failed' });

    expect(
      attentionRank(
        make({ lastOperation: failed, operation: story.operationSummary() }),
      ),
    ).toBeUndefined();
  });

  it('does not press for an operation that was refused, superseded or stopped', () => {
    for (const state of ['refused', 'superseded', 'cancelled'] as const) {
      expect(
        attentionRank(
          make({ lastOperation: story.operationSummary({ state }) }),
        ),
      ).toBeUndefined();
    }
  });

  it('counts a version that drifts although the manifests agree', () => {
    expect(
      attentionRank(
        make({
          live: { ...live, version: '2.3.0' },
          sync: { status: 'in-sync' },
        }),
      ),
    ).toBe(3);
  });

  it('asks nobody to look at a hold or at a suspended deployment', () => {
    const hold = { version: '2.3.1', by: 'x', reason: 'y' };

    expect(attentionRank(make({ hold }))).toBeUndefined();
    expect(
      attentionRank(make({ health: { status: 'suspended' } })),
    ).toBeUndefined();
  });
});
