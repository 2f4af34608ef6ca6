import type {
  Deployment,
  MeasuredStatus,
} from '@slipway/backstage-plugin-delivery-common';
import * as story from '../__fixtures__/story';
import { keys as t } from '../__testUtils__/words';
import { describeDeployment } from './describe';
import { describeMeasured } from './describeMeasured';
import { attentionRank, isInTrouble } from './judge';

const STATUSES: MeasuredStatus[] = [
  'burning',
  'over-limit',
  'healthy',
  'no-traffic',
  'too-few',
  'not-measured',
  'silent',
];
const seen = (status: MeasuredStatus, change: Partial<Deployment> = {}) => ({
  ...story.deployment(change),
  measured: story.measured({ status, message: `It is ${status}` }),
});
const kinds = (...given: Parameters<typeof seen>) =>
  describeDeployment(seen(...given), story.STORY_NOW, t).map(
    ({ kind, word }) => `${kind} ${word}`,
  );
const { live } = story.deployment();

describe('describeMeasured', () => {
  const describeIt = (status: MeasuredStatus) =>
    describeMeasured(seen(status), story.STORY_NOW, t)!;

  it('says nothing where nobody measures', () => {
    expect(
      describeMeasured({ measured: undefined }, story.STORY_NOW, t),
    ).toBeUndefined();
  });

  it('is green only of what was measured within its limits', () => {
    expect(STATUSES.filter(s => describeIt(s).tone === 'ok')).toEqual([
      'healthy',
    ]);
  });

  it.each([
    ['burning', 'critical', 'fire', 'measured.burning'],
    ['over-limit', 'critical', 'error', 'measured.overLimit'],
    ['healthy', 'ok', 'checkOutline', 'state.healthy'],
    ['no-traffic', 'idle', 'removeCircle', 'measured.noTraffic'],
    ['too-few', 'idle', 'help', 'measured.notKnown'],
    ['not-measured', 'idle', 'help', 'measured.notKnown'],
    ['silent', 'idle', 'help', 'measured.notKnown'],
  ] as const)('says %s in the tone %s', (status, tone, icon, word) => {
    expect(describeIt(status)).toMatchObject({ tone, icon, word });
  });

  it('does not take a status for healthy that it does not know', () => {
    expect(describeIt('on-fire' as MeasuredStatus).tone).toBe('idle');
  });

  it('gives the sentence of the backend', () => {
    expect(describeIt('too-few').line).toBe('It is too-few');
  });

  it('says since when the source is silent', () => {
    const measured = story.measured({
      status: 'silent',
      message: 'Prometheus eu-1 is silent: connection refused.',
      silentSince: story.iso(story.STORY_NOW - 17 * story.MINUTE),
    });

    expect(describeMeasured({ measured }, story.STORY_NOW, t)?.line).toMatch(
      /^measured\.since\|Prometheus eu-1 is silent: connection refused\|/,
    );
  });
});

describe('describeDeployment of what is measured', () => {
  it('lets a measurement take the place of a runtime that is content', () => {
    expect(kinds('healthy')).toEqual(['healthy state.healthy']);
    expect(kinds('too-few')).toEqual(['unknown measured.notKnown']);
    expect(kinds('no-traffic')).toEqual(['noTraffic measured.noTraffic']);
  });

  it('takes a measurement where the runtime says nothing', () => {
    expect(kinds('healthy', { health: { status: 'unknown' } })).toEqual([
      'healthy state.healthy',
    ]);
  });

  it('never calls healthy by the runtime what is not measured', () => {
    for (const status of STATUSES.filter(s => s !== 'healthy')) {
      expect(kinds(status).join()).not.toMatch(/healthy/);
    }
  });

  it('keeps what the runtime says of trouble, below what requests say', () => {
    expect(kinds('burning', { health: { status: 'degraded' } })).toEqual([
      'trouble measured.burning',
      'trouble state.degraded',
    ]);
    expect(kinds('healthy', { health: { status: 'degraded' } })).toEqual([
      'trouble state.degraded',
    ]);
  });

  it('says that it burns although its runtime is silent', () => {
    expect(kinds('burning', { live: { ...live, stale: true } })).toEqual([
      'trouble measured.burning',
      'stale state.stale',
    ]);
  });

  it('says of a silent runtime what is measured, and no more unknowns', () => {
    const stale = { live: { ...live, stale: true } };

    expect(kinds('healthy', stale)).toEqual([
      'stale state.stale',
      'healthy state.healthy',
    ]);
    expect(kinds('not-measured', stale)).toEqual(['stale state.stale']);
  });

  it('puts an operation at work before what burns', () => {
    expect(
      kinds('burning', { operation: story.operationSummary() }).map(
        kind => kind.split(' ')[0],
      ),
    ).toEqual(['operation', 'trouble']);
  });

  it('says not known beside drift, and leaves healthy out', () => {
    const drift = { sync: { status: 'out-of-sync' } } as const;

    expect(kinds('healthy', drift)).toEqual(['drift state.drift']);
    expect(kinds('silent', drift)).toEqual([
      'drift state.drift',
      'unknown measured.notKnown',
    ]);
  });

  it('says held before no traffic', () => {
    const hold = { version: '2.3.1', by: 'lead', reason: 'pen test' };

    expect(kinds('no-traffic', { hold })).toEqual([
      'held state.held',
      'noTraffic measured.noTraffic',
    ]);
  });
});

describe('attention', () => {
  it('goes first to what is measured to be bad', () => {
    expect(attentionRank(seen('burning'))).toBe(0);
    expect(attentionRank(seen('over-limit'))).toBe(0);
  });

  it('is not asked for by what is only not known', () => {
    for (const status of STATUSES.slice(2)) {
      expect(attentionRank(seen(status))).toBeUndefined();
    }
  });

  it('goes to what burns although its runtime is silent', () => {
    expect(
      isInTrouble(seen('burning', { live: { ...live, stale: true } })),
    ).toBe(true);
  });
});
