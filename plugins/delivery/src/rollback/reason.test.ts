import * as story from '../__fixtures__/story';
import { keys as t } from '../__testUtils__/words';
import { evidenceReason, firstClause, oneLine } from './reason';

const { live, desired } = story.acme();
const reason = (change: Partial<ReturnType<typeof story.acme>>) =>
  evidenceReason({ ...story.acme(), ...change }, undefined, story.STORY_NOW, t);

describe('oneLine', () => {
  it('turns line breaks and control characters into one space each run', () => {
    expect(oneLine(' refunds\r\n\tfail\u0007 ')).toBe('refunds fail');
  });

  it('leaves letters of any language alone', () => {
    expect(oneLine('Überweisung schlägt fehl – 失敗')).toBe(
      'Überweisung schlägt fehl – 失敗',
    );
  });
});

describe('firstClause', () => {
  it.each([
    [
      'Deployment "payments" has 2 of 3 replicas ready: container in pod p-1 fails',
      'Deployment "payments" has 2 of 3 replicas ready',
    ],
    ['OOM: killed', 'OOM: killed'],
    ['short', 'short'],
  ])('of %j is %j', (text, clause) => {
    expect(firstClause(text)).toBe(clause);
  });

  it('ends a long one between two words, and shows that it goes on', () => {
    const clause = firstClause('word '.repeat(60).trim());
    expect(clause.length).toBeLessThanOrEqual(92);
    expect(clause).toMatch(/^(word )+…$/);
  });
});

describe('evidenceReason', () => {
  it('quotes what the runtime says of the version', () => {
    expect(reason({})).toMatch(
      /^evidence\.degraded\|2\.4\.0\|.*\|Readiness probe/,
    );
  });

  it('makes one line of a message of several', () => {
    const health = { status: 'degraded', message: 'a\nb' } as const;

    expect(reason({ health })).toMatch(/\|a b$/);
  });

  it('says not starting where nothing is ready or the version does not run', () => {
    const replicas = { desired: 3, ready: 0 };

    expect(reason({ live: { ...live, replicas } })).toMatch(
      /^evidence\.notStarting\|/,
    );
    expect(reason({ live: { ...live, version: '2.3.1' } })).toMatch(
      /^evidence\.notStarting\|2\.4\.0/,
    );
  });

  it('does without a message where there is none', () => {
    expect(reason({ health: { status: 'degraded' } })).toMatch(
      /^evidence\.degradedPlain\|2\.4\.0\|/,
    );
    expect(reason({ health: { status: 'missing' } })).toMatch(
      /^evidence\.notStartingPlain\|/,
    );
  });

  it('invents nothing of what is healthy, stale or has no version', () => {
    expect(reason({ health: { status: 'healthy' } })).toBe('');
    expect(reason({ live: { ...live, stale: true } })).toBe('');
    expect(reason({ desired: { ...desired, version: undefined } })).toBe('');
  });

  describe('of what is measured', () => {
    const measuredReason = (change: Parameters<typeof story.burning>[0] = {}) =>
      evidenceReason(
        {
          ...story.acme(),
          health: { status: 'healthy' },
          measured: story.burning(change),
        },
        undefined,
        story.STORY_NOW,
        t,
      );

    it('is the figure before and now, since the version is live', () => {
      expect(measuredReason()).toMatch(
        /^evidence\.failing\|2\.4\.0\|unit\.change\|.*0\.1.*4\.2\|\d\d:\d\d$/,
      );
    });

    it('is the latency of what is slow', () => {
      expect(measuredReason({ symptom: 'slow' })).toMatch(
        /^evidence\.slow\|2\.4\.0\|unit\.change\|.*210.*640/,
      );
    });

    it('does not say since when where the version cannot be blamed', () => {
      expect(measuredReason({ status: 'over-limit' })).toMatch(
        /^evidence\.overLimit\|2\.4\.0\|unit\.ratio\|4\.2/,
      );
    });

    it('says the figure alone where there is none before', () => {
      expect(measuredReason({ before: undefined })).toMatch(
        /^evidence\.failing\|2\.4\.0\|unit\.ratio\|4\.2/,
      );
    });

    it('has only plain spaces: the commit keeps it for good', () => {
      expect(measuredReason()).not.toMatch(/\u00a0/);
    });

    it.each(['healthy', 'silent', 'too-few'] as const)(
      'invents nothing of what is %s',
      status => {
        expect(measuredReason({ status })).toBe('');
      },
    );
  });

  it('names the rollback that an undo takes back', () => {
    const undoes = story.operationSummary();

    expect(evidenceReason(story.acme(), undoes, story.STORY_NOW, t)).toBe(
      'evidence.undo|2.4.0|2.3.1',
    );
  });
});
