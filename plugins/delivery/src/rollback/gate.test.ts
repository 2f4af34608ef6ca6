import type { CheckResult } from '@slipway/backstage-plugin-delivery-common';
import * as story from '../__fixtures__/story';
import { keys as t } from '../__testUtils__/words';
import {
  gate,
  NO_ANSWER,
  shownChecks,
  sortChecks,
  type GateInput,
} from './gate';
import { evidenceReason, oneLine } from './reason';

const check = (status: CheckResult['status'], id = status): CheckResult => ({
  id,
  title: `Title of ${id}`,
  status,
  message: 'A sentence.',
  tookMs: 1,
});

const clean: GateInput = {
  target: '2.3.1',
  reason: 'because',
  checks: [check('ok'), check('warn')],
  waiting: false,
  accepted: new Set(),
  loadingVersions: false,
};

describe('gate', () => {
  it('opens in the clean case, and a warning does not close it', () => {
    expect(gate(clean, t)).toBeUndefined();
  });

  it.each<[string, Partial<GateInput>, string]>([
    ['without a version', { target: undefined }, 'rollback.noTarget'],
    [
      'while versions load',
      { target: undefined, loadingVersions: true },
      'rollback.loadingVersions',
    ],
    [
      'for an unusable version',
      { unusable: 'Banned' },
      'rollback.blocked|Banned',
    ],
    ['while the checks run', { waiting: true }, 'rollback.waiting'],
    [
      'when a check blocks',
      { checks: [check('block')] },
      'rollback.blocked|Title of block. A sentence.',
    ],
    [
      'when something could not be told',
      { checks: [check('unknown')] },
      'rollback.mustAccept',
    ],
    ['without a reason', { reason: '' }, 'rollback.reasonMissing'],
    [
      'when the folder changed',
      {
        current: {
          version: '1',
          commit: 'c',
          author: 'a',
          at: '2026-11-19T13:00:00Z',
          subject: 's',
        },
      },
      'rollback.changedTitle',
    ],
  ])('is closed %s, with the reason', (_, change, words) => {
    expect(gate({ ...clean, ...change }, t)).toBe(words);
  });

  it('opens by a tick for what could not be told, never for a block', () => {
    const accepted = new Set(['unknown', 'block']);

    expect(
      gate({ ...clean, checks: [check('unknown')], accepted }, t),
    ).toBeUndefined();
    expect(
      gate({ ...clean, checks: [check('block')], accepted }, t),
    ).toBeDefined();
  });
});

describe('checks on the screen', () => {
  const rerun = () => {};

  it('are sorted worst first and keep their order otherwise', () => {
    const checks = [
      check('ok', 'a' as never),
      check('warn', 'b' as never),
      check('ok', 'c' as never),
      check('block', 'd' as never),
      check('unknown', 'e' as never),
    ];

    expect(sortChecks(checks).map(c => c.id)).toEqual([
      'd',
      'e',
      'b',
      'a',
      'c',
    ]);
  });

  it('stand for no answer by one that could not tell', () => {
    const value = story.preflight();
    const slow = shownChecks({ value, pending: true, slow: true, rerun }, t);
    const error = new Error('No network');
    const failed = shownChecks(
      { error, pending: false, slow: false, rerun },
      t,
    );

    for (const [only] of [slow, failed]) {
      expect(only).toMatchObject({ id: NO_ANSWER, status: 'unknown' });
    }
    expect(failed[0].message).toBe('rollback.checksFailed|No network');
  });

  it('keep their place while they run again', () => {
    const value = story.preflight();
    const shown = shownChecks({ value, pending: true, slow: false, rerun }, t);

    expect(shown).toHaveLength(4);
  });
});

describe('the reason', () => {
  const reason = (deployment = story.acme()) =>
    evidenceReason(deployment, undefined, story.STORY_NOW, t);

  it('comes from what the runtime says', () => {
    expect(reason()).toMatch(/^evidence\.degraded\|2\.4\.0\|.*\|Readiness/);
  });

  it('is empty without evidence: none is invented', () => {
    expect(reason(story.deployment())).toBe('');
    const silent = story.acme();
    expect(reason({ ...silent, live: { ...silent.live, stale: true } })).toBe(
      '',
    );
  });

  it('says that nothing started, with or without the cause', () => {
    const missing = { status: 'missing' } as const;

    expect(reason({ ...story.acme(), health: missing })).toMatch(
      /^evidence\.notStartingPlain/,
    );
    expect(
      reason({ ...story.acme(), health: { ...missing, message: 'gone' } }),
    ).toMatch(/^evidence\.notStarting\|.*gone$/);
  });

  it('names the rollback that an undo undoes', () => {
    expect(
      evidenceReason(
        story.acme(),
        story.operationSummary(),
        story.STORY_NOW,
        t,
      ),
    ).toBe('evidence.undo|2.4.0|2.3.1');
  });

  it('is one line', () => {
    expect(oneLine('  a\r\nb\tc\u0000 ')).toBe('a b c');
  });
});
