import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import * as story from '../__fixtures__/story';
import { keys as t } from '../__testUtils__/words';
import { describeDeployment } from './describe';
import {
  attentionRank,
  hasVersionDrift,
  isInTrouble,
  isNotStarting,
} from './judge';

const describeIt = (change: Partial<Deployment>) =>
  describeDeployment(story.deployment(change), story.STORY_NOW, t);
const kinds = (change: Partial<Deployment>) =>
  describeIt(change).map(state => state.kind);
const live = story.deployment().live;

describe('describeDeployment', () => {
  it('says healthy only of a healthy deployment whose source answers', () => {
    expect(kinds({})).toEqual(['healthy']);
    expect(kinds({ health: { status: 'unknown' } })).toEqual(['unknown']);
    expect(kinds({ live: { ...live, stale: true } })).toEqual(['stale']);
  });

  it('shows unknown in grey, never in green', () => {
    const [state] = describeIt({ health: { status: 'unknown' } });

    expect(state).toMatchObject({ tone: 'idle', word: 'state.unknown' });
  });

  it('gives the cause in the words of the runtime', () => {
    const [state] = describeIt({
      health: { status: 'degraded', message: 'out of memory' },
    });

    expect(state).toMatchObject({
      tone: 'critical',
      word: 'state.degraded',
      line: 'out of memory',
    });
  });

  it('calls it not starting when nothing is ready', () => {
    const [state] = describeIt({
      health: { status: 'degraded' },
      live: { ...live, replicas: { desired: 3, ready: 0 } },
    });

    expect(state.word).toBe('state.notStarting');
  });

  it('calls it degraded when the replicas are not known or not wanted', () => {
    const health = { status: 'degraded' } as const;
    const none = { ...live, replicas: undefined };
    const zero = { ...live, replicas: { desired: 0, ready: 0 } };

    expect(isNotStarting(story.deployment({ health, live: none }))).toBe(false);
    expect(isNotStarting(story.deployment({ health, live: zero }))).toBe(false);
  });

  it.each([
    ['missing', 'state.missing', 'critical'],
    ['progressing', 'state.progressing', 'accent'],
    ['suspended', 'state.suspended', 'idle'],
  ] as const)('has a word for %s', (status, word, tone) => {
    const [state] = describeIt({ health: { status } });

    expect(state).toMatchObject({ word, tone });
    expect(state.line).toBe(`say.${status}`);
  });

  it('shows drift of the version with its age and cause', () => {
    const [state] = describeIt({
      live: { ...live, version: '2.3.0' },
      sync: { status: 'out-of-sync', message: 'image tag not found' },
    });

    expect(state).toMatchObject({ kind: 'drift', tone: 'warning' });
    expect(state.line).toMatch(/^say\.driftFor\|.*image tag not found$/);
  });

  it('shows drift of all else without naming a version', () => {
    const [state] = describeIt({ sync: { status: 'out-of-sync' } });

    expect(state.line).toBe('say.driftOther');
  });

  it('takes no live version for not known, and not for drift', () => {
    const deployment = story.deployment({
      live: { ...live, version: undefined },
    });

    expect(hasVersionDrift(deployment)).toBe(false);
  });

  it('says nothing of drift while the source is silent', () => {
    expect(
      kinds({
        live: { ...live, version: '2.3.0', stale: true },
        sync: { status: 'out-of-sync' },
      }),
    ).toEqual(['stale']);
  });

  it('puts an operation at work first', () => {
    const operation = story.operationSummary();

    expect(kinds({ operation, health: { status: 'degraded' } })).toEqual([
      'operation',
      'trouble',
    ]);
    expect(kinds({ operation })).toEqual(['operation']);
  });

  it('keeps a bad end in sight, and lets a good one go', () => {
    const ended = (state: 'stuck' | 'completed') => ({
      lastOperation: story.operationSummary({ state }),
    });

    expect(kinds(ended('stuck'))).toEqual(['ended']);
    expect(kinds(ended('completed'))).toEqual(['healthy']);
  });

  it('names who holds and bans, why and until when', () => {
    const states = describeIt({
      hold: {
        version: '2.3.1',
        by: 'user:default/lead',
        reason: 'pen test',
        until: '2026-11-20T17:00:00Z',
      },
      lastOperation: story.operationSummary({ state: 'completed' }),
      bans: [{ version: '2.4.0', by: 'oncall-1', reason: 'fails refunds' }],
    });

    expect(states.map(s => s.kind)).toEqual(['held', 'healthy', 'banned']);
    expect(states[0].line).toMatch(
      /^say\.heldUntil\|2\.3\.1\|lead\|pen test\|/,
    );
    expect(states[2].line).toBe('say.banned|2.4.0|oncall-1|fails refunds');
  });

  it('shows what a person must mend in Git', () => {
    const problems = [
      { code: 'unreadable', message: 'Line 3 is no YAML.' },
    ] as const;

    expect(describeIt({ problems: [...problems] })[0]).toMatchObject({
      kind: 'mend',
      line: 'Line 3 is no YAML.',
    });
  });

  it('names the source when it never answered', () => {
    const [state] = describeIt({
      cluster: undefined,
      live: { stale: true, source: 'argocd:eu-1' },
    });

    expect(state.line).toBe('say.neverHeard|argocd:eu-1');
  });
});

describe('attentionRank', () => {
  const rank = (change: Partial<Deployment>) =>
    attentionRank(story.deployment(change));

  it('has none for what is fine', () => {
    expect(rank({})).toBeUndefined();
    expect(rank({ health: { status: 'progressing' } })).toBeUndefined();
  });

  it('puts trouble before bad ends, mending, drift and silence', () => {
    const ranks = [
      rank({ health: { status: 'missing' } }),
      rank({ lastOperation: story.operationSummary({ state: 'failed' }) }),
      rank({ problems: [{ code: 'no-version', message: 'None.' }] }),
      rank({ sync: { status: 'out-of-sync' } }),
      rank({ live: { ...live, stale: true } }),
    ];

    expect(ranks).toEqual([0, 1, 2, 3, 4]);
  });

  it('takes no old value for trouble', () => {
    const deployment = story.deployment({
      health: { status: 'degraded' },
      live: { ...live, stale: true },
    });

    expect(isInTrouble(deployment)).toBe(false);
  });
});
