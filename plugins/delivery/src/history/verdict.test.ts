import type {
  DeployedVersion,
  VersionVerdict,
} from '@slipway/backstage-plugin-delivery-common';
import * as story from '../__fixtures__/story';
import { keys as t } from '../__testUtils__/words';
import { historyRows, type HistoryRow } from './stays';
import { asSentence, stayVerdict, verdictLook } from './verdict';

const rows = () => historyRows(story.revisions(), story.versions());
const row = (id: string) => rows().find(r => r.revision.id === id)!;
const known = (verdict: VersionVerdict, verdictText: string) =>
  ({ ...story.versions()[1], verdict, verdictText }) as DeployedVersion;

describe('verdictLook', () => {
  it('shows in green only what was measured healthy', () => {
    const verdicts: VersionVerdict[] = [
      'current',
      'ran',
      'ran-healthy',
      'rolled-back',
      'never-healthy',
      'no-data',
    ];

    expect(verdicts.filter(v => verdictLook(v).tone === 'ok')).toEqual([
      'ran-healthy',
    ]);
  });

  it('shows in grey what only ran, and what is not known', () => {
    expect(verdictLook('ran').tone).toBe('idle');
    expect(verdictLook('no-data')).toEqual({ tone: 'idle', icon: 'help' });
  });

  it('shows in red what was rolled back or never became healthy', () => {
    expect(verdictLook('rolled-back').tone).toBe('critical');
    expect(verdictLook('never-healthy').tone).toBe('critical');
  });
});

describe('stayVerdict', () => {
  it('says of each stay how long it was, also of a version that came twice', () => {
    expect(stayVerdict(row('r4'), t)).toMatchObject({
      tone: 'idle',
      label: 'history.ran|time.days|6',
    });
    expect(stayVerdict(row('r2'), t)).toMatchObject({
      tone: 'idle',
      label: 'history.ran|time.days|12',
    });
  });

  it('says of a version that was rolled back what the backend knows of it', () => {
    expect(stayVerdict(row('r3'), t)).toEqual({
      tone: 'critical',
      icon: 'restore',
      label: 'Rolled back on 3 Nov: p95 0.2 → 1.9 s',
    });
  });

  it('takes the reason from the rollback where the backend says nothing yet', () => {
    const [, , , , taken] = historyRows(story.revisions(), []);

    expect(stayVerdict(taken, t)).toMatchObject({
      tone: 'critical',
      label: 'history.takenBack|p95 went from 0.2 s to 1.9 s on captures',
    });
  });

  it('says rolled back without a reason where none was written', () => {
    const stay: HistoryRow = {
      ...row('r3'),
      known: undefined,
      takenBack: { from: '2.3.0', to: '2.2.3' },
    };

    expect(stayVerdict(stay, t)?.label).toBe('history.takenBackPlain');
  });

  it('says of the wanted version what the backend says, in the accent', () => {
    expect(stayVerdict(row('r6'), t)).toMatchObject({
      tone: 'accent',
      label: 'Wanted for 12 min, still',
    });
  });

  it('says nothing of a version that is wanted while its verdict is not loaded', () => {
    const [wanted] = historyRows(story.revisions(), []);

    expect(stayVerdict(wanted, t)).toBeUndefined();
  });

  it('says nothing of a change of the configuration', () => {
    expect(stayVerdict(row('r4b'), t)).toBeUndefined();
  });

  it.each([
    ['ran-healthy', 'ran clean for 9 days', 'ok'],
    ['ran-clean', 'ran clean for 9 days', 'ok'],
    ['burned', 'burned: 4.2 % failed', 'critical'],
    ['never-healthy', 'never became healthy', 'critical'],
    ['no-data', 'no data', 'idle'],
  ] as const)(
    'prefers the measured verdict %s to how long it ran',
    (verdict, text, tone) => {
      const stay = { ...row('r5'), known: known(verdict, text) };

      expect(stayVerdict(stay, t)).toMatchObject({
        tone,
        label: asSentence(text),
      });
    },
  );
});

describe('asSentence', () => {
  it('begins in upper case and leaves the rest as it is', () => {
    expect(asSentence('ran for 9 days, until 13:55')).toBe(
      'Ran for 9 days, until 13:55',
    );
    expect(asSentence('')).toBe('');
  });
});
