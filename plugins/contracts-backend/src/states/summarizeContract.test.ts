import type { VersionJudgement } from '@slipway/backstage-plugin-contracts-common';
import { component, contractRow, versionRow } from '../__testUtils__/landscape';
import { headlineOf, waysOutOf } from '../contracts/headline';
import type { JudgedConsumer } from '../judge/ConsumersJudge';
import { summarizeContract, type SummaryInput } from './summarizeContract';

const judgement: VersionJudgement = {
  ...{ baseline: '2.4.1', declaredBump: 'minor', requiredBump: 'major' },
  ...{ fits: false, message: 'Declared minor, needs major.', ruleset: 'r' },
  ...{ verdict: 'breaking', proposed: '3.0.0' },
  counts: { safe: 0, risky: 0, unknown: 0, breaking: 1 },
};

function consumer(more: Partial<JudgedConsumer> = {}): JudgedConsumer {
  return {
    ...{ entityRef: component('batch'), version: '1.12.0' },
    places: [{ environment: 'prod', tenant: 'acme', stale: false }],
    ...{ evidence: ['declared'], verdict: 'safe', message: '' },
    ...more,
  };
}

function summarize(more: Partial<SummaryInput> = {}) {
  return summarizeContract({
    ...{ contract: contractRow('payments-api', 'payments') },
    ...{ typeTitle: 'OpenAPI 3.0', consumers: [], deprecations: [] },
    latest: versionRow('payments-api', '2.5.0'),
    ...more,
  });
}

const gapsOf = (input: Partial<SummaryInput>) =>
  summarize(input).gaps.map(({ gap }) => gap);

describe('summarizeContract', () => {
  it('is fine when all that is live gets what it needs', () => {
    expect(summarize({ consumers: [consumer()] })).toMatchObject({
      ...{ state: 'fine', gaps: [], group: 'rest', type: 'openapi' },
      consumers: { total: 1, breaking: 0, unknown: 0 },
    });
  });

  it('breaks when one consumer does, and says whom and where', () => {
    const consumers = [
      consumer({ verdict: 'breaking' }),
      consumer({ entityRef: component('shop'), verdict: 'unknown' }),
    ];
    expect(summarize({ consumers })).toMatchObject({
      state: 'breaks',
      stateReason: '2.5.0 would break batch 1.12.0 in prod · acme.',
      consumers: { total: 2, breaking: 1, unknown: 1 },
    });
    expect(gapsOf({ consumers })).toEqual(['would-break']);
  });

  it('is not known when a consumer could not be judged, and never fine', () => {
    const consumers = [consumer({ verdict: 'unknown', evidence: ['catalog'] })];
    expect(summarize({ consumers }).state).toBe('unknown');
    expect(gapsOf({ consumers })).toEqual(['unknown-consumers']);
  });

  it('is not known without a version, or with one that cannot be read', () => {
    expect(summarize({ latest: undefined })).toMatchObject({
      ...{ state: 'unknown', stateReason: 'No version was ever published.' },
    });
    const problem = 'The document is no JSON.';
    expect(summarize({ problem })).toMatchObject({
      ...{ state: 'unknown', stateReason: problem },
    });
    const contract = contractRow('x', 'y', { spec_type: 'hand-made' });
    expect(gapsOf({ contract })).toContain('no-contract');
    expect(summarize({ contract }).state).toBe('unknown');
  });

  it('is risky when the bump is too small though nobody breaks', () => {
    const latest = versionRow('payments-api', '2.5.0', {
      judgement: JSON.stringify(judgement),
    });
    expect(summarize({ latest })).toMatchObject({
      ...{ state: 'risky', gaps: [{ gap: 'bump-too-small' }] },
    });
    const consumers = [consumer({ verdict: 'risky' })];
    expect(summarize({ consumers })).toMatchObject({
      ...{ state: 'risky', stateReason: '2.5.0 may surprise batch 1.12.0.' },
    });
  });

  it('counts what is overdue only while somebody uses it', () => {
    const gone = { operation: 'GET /a', daysLeft: -18, consumers: [] };
    const users = [{ entityRef: component('a'), version: '1', certain: true }];
    expect(gapsOf({ deprecations: [gone] })).toEqual([]);
    expect(
      summarize({ deprecations: [{ ...gone, consumers: users }] }).gaps,
    ).toEqual([
      { gap: 'overdue', message: 'GET /a should have been gone for 18 days.' },
    ]);
  });

  it('names a missing owner and a text that changed without a version', () => {
    const contract = contractRow('a', 'b', {
      ...{ owner: null, problem: 'The text changed.' },
    });
    expect(gapsOf({ contract })).toEqual([
      ...['changed-without-version', 'no-owner'],
    ]);
  });
});

describe('the headline', () => {
  const withJudgement = (more: Partial<VersionJudgement> = {}) =>
    summarize({
      consumers: [consumer({ verdict: 'breaking' })],
      latest: versionRow('payments-api', '2.5.0', {
        judgement: JSON.stringify({ ...judgement, ...more }),
      }),
    });

  it.each([
    [withJudgement(), '2.5.0 is declared minor and needs major'],
    [
      withJudgement({ declaredBump: undefined }),
      '2.5.0 changes so much that it needs a new major version',
    ],
    [
      withJudgement({ fits: true }),
      '2.5.0 would break batch 1.12.0 in prod · acme.',
    ],
    [summarize(), '2.5.0 is the first version that is known'],
    [summarize({ latest: undefined }), 'No version was ever published.'],
  ])('%#', (summary, headline) => {
    expect(headlineOf(summary)).toBe(headline);
  });

  it('has ways out, easiest first', () => {
    const broken = consumer({
      verdict: 'breaking',
      change: { rule: 'r', verdict: 'breaking', message: 'later is refused.' },
    });
    const next = consumer({ version: '1.13.0' });
    expect(waysOutOf(withJudgement(), [broken, next])).toEqual([
      'Take this back: later is refused.',
      'Release it as 3.0.0.',
      'Wait for batch 1.13.0, which fits, to be everywhere.',
    ]);
  });
});
