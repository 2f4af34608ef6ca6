import type { RevisionRow } from '../database/rows';
import { deployedVersions } from './deployedVersions';
import { describeDuration } from './describeDuration';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-01T00:00:00Z');

function change(
  hours: number,
  before: string | null,
  after: string | null,
  trailers: object[] = [],
): RevisionRow {
  return {
    ...{
      id: hours,
      deployment_id: 'd',
      commit: `c${hours}`,
      position: hours,
      landed_in: null,
    },
    ...{ kind: 'upgrade', version_before: before, version_after: after },
    ...{
      author_name: 'dev-1',
      author_email: null,
      committer_name: 'ci',
      committer_email: null,
    },
    at: new Date(START + hours * HOUR).toISOString(),
    ...{
      authored_at: '',
      committed_at: '',
      subject: `to ${after}`,
      body: null,
    },
    ...{
      trailers: JSON.stringify(trailers),
      files_changed: 1,
      problem: null,
      rewritten: false,
    },
  };
}

const rollback = (from: string, to: string) => [
  { key: 'Rollback-From', value: from },
  { key: 'Rollback-To', value: to },
  { key: 'Reason', value: 'p95 went up' },
];

const STORY = [
  change(0, null, '2.2.3'),
  change(100, '2.2.3', '2.3.0'),
  change(101, '2.3.0', '2.2.3', rollback('2.3.0', '2.2.3')),
  change(200, '2.2.3', '2.3.1'),
  change(400, '2.3.1', '2.4.0'),
];

function list(changes = STORY, more: object = {}) {
  return deployedVersions({
    ...{ changes, health: [], bans: [], current: '2.4.0' },
    commitUrl: () => undefined,
    now: START + 401 * HOUR,
    ...more,
  });
}

describe('deployedVersions', () => {
  it('lists each version once, newest stay first, with what is known of it', () => {
    expect(
      list().map(item => [item.version, item.verdict, item.verdictText]),
    ).toEqual([
      ['2.4.0', 'current', 'runs now, for 1 hour'],
      ['2.3.1', 'ran', 'ran for 8 days, health was not measured'],
      ['2.2.3', 'ran', 'ran for 8 days, health was not measured'],
      ['2.3.0', 'rolled-back', 'rolled back after 1 hour: p95 went up'],
    ]);
  });

  it('suggests the newest one that stayed and left no bad mark', () => {
    expect(list().find(item => item.suggested)?.version).toBe('2.3.1');
  });

  it('suggests to go further back after a rollback, never to what was rolled back', () => {
    const changes = [
      ...STORY,
      change(401, '2.4.0', '2.3.1', rollback('2.4.0', '2.3.1')),
    ];
    const versions = list(changes, { current: '2.3.1' });
    expect(versions.find(item => item.suggested)?.version).toBe('2.2.3');
  });

  it('does not suggest what hardly stayed', () => {
    const changes = [
      change(0, null, '1.0.0'),
      change(10, '1.0.0', '1.1.0'),
      change(10.5, '1.1.0', '1.2.0'),
    ];
    expect(
      list(changes, { current: '1.2.0' }).find(item => item.suggested)?.version,
    ).toBe('1.0.0');
  });

  it('does not offer what is banned or already there, and says why', () => {
    const bans = [{ version: '2.3.1', by: 'oncall-2', reason: 'it leaks' }];
    const versions = list(STORY, { bans });
    expect(versions.find(item => item.version === '2.3.1')).toMatchObject({
      suggested: false,
      unusable: 'Banned by oncall-2: it leaks',
    });
    expect(versions.find(item => item.version === '2.4.0')?.unusable).toContain(
      'already the one',
    );
    expect(versions.find(item => item.suggested)?.version).toBe('2.2.3');
  });

  it('says from what a runtime saw whether a version was ever healthy', () => {
    const record = (
      version: string,
      health: string,
      message: string | null = null,
    ) => ({
      ...{
        id: 1,
        deployment_id: 'd',
        version,
        health,
        message,
        from: '',
        until: '',
      },
    });
    const health = [
      record('2.2.3', 'progressing'),
      record('2.2.3', 'healthy'),
      record('2.3.1', 'degraded', 'out of memory'),
    ];
    const versions = list(STORY, { health });
    expect(versions.map(item => item.verdict)).toEqual([
      'current',
      'never-healthy',
      'ran-healthy',
      'rolled-back',
    ]);
    expect(versions[1].verdictText).toBe('never became healthy: out of memory');
    expect(versions.find(item => item.suggested)?.version).toBe('2.2.3');
  });

  const measured = (hours: number, verdict: string, stay?: object) => ({
    comparisons: [
      {
        ...{ commit: `c${hours}`, beforeParts: [], final: true, stay },
        comparison: { verdict, message: 'p95 0.2 → 1.9 s', errorLimit: 0.006 },
      },
    ],
  });
  const verdictOf = (version: string, more: object) =>
    list(STORY, more).find(item => item.version === version)?.verdict;

  it('says that a version ran clean only where its whole stay was measured', () => {
    const stay = { requests: 1_000, errors: 1 };
    expect(verdictOf('2.3.1', measured(200, 'clean', stay))).toBe('ran-clean');
    expect(verdictOf('2.3.1', measured(200, 'clean'))).toBe('ran');
    const bad = { requests: 1_000, errors: 7 };
    expect(verdictOf('2.3.1', measured(200, 'clean', bad))).toBe('ran');
    const none = { requests: 0, errors: 0 };
    expect(verdictOf('2.3.1', measured(200, 'clean', none))).toBe('ran');
    // The comparison of another stay says nothing of this one.
    expect(verdictOf('2.3.1', measured(0, 'clean', stay))).toBe('ran');
  });

  it('never suggests what burned, and says what was measured', () => {
    const items = list(STORY, measured(200, 'burning'));
    const burned = items.find(({ version }) => version === '2.3.1');
    expect(burned).toMatchObject({ verdict: 'burned', suggested: false });
    expect(burned?.verdictText).toBe('ran for 8 days: p95 0.2 → 1.9 s');
  });

  it('does not call clean what the runtime never saw healthy', () => {
    const health = [{ version: '2.3.1', health: 'degraded', message: 'OOM' }];
    const stay = { requests: 1_000, errors: 0 };
    expect(
      verdictOf('2.3.1', { ...measured(200, 'clean', stay), health }),
    ).toBe('never-healthy');
  });

  it('counts nothing for the time a folder was gone', () => {
    const changes = [
      change(0, null, '1.0.0'),
      change(10, '1.0.0', null),
      change(300, null, '1.0.0'),
      change(301, '1.0.0', '1.1.0'),
    ];
    expect(list(changes, { current: '1.1.0' })[1]).toMatchObject({
      version: '1.0.0',
      ranForSeconds: 11 * 3600,
    });
  });
});

describe('describeDuration', () => {
  it.each([
    [0, '0 seconds'],
    [1, '1 second'],
    [90, '1 minute'],
    [7_200, '2 hours'],
    [9 * 86_400 + 5, '9 days'],
  ])('%d s is %s', (seconds, text) => {
    expect(describeDuration(seconds)).toBe(text);
  });
});
