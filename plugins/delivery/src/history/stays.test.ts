import * as story from '../__fixtures__/story';
import { historyCsv } from './csv';
import { historyRows, staysBetween } from './stays';

const DAY = 24 * 60 * 60 * 1000;
const NOW = story.STORY_NOW;
const at = (days: number) => NOW - days * DAY;

describe('historyRows', () => {
  it('ends a stay where the next version came, and leaves the newest open', () => {
    const rows = historyRows(story.revisions(), story.versions());

    expect(rows[0]).toMatchObject({ wanted: true, until: undefined });
    expect(rows[1]).toMatchObject({
      wanted: false,
      until: story.revisions()[0].at,
    });
  });

  it('gives a configuration change no stay, and lets it end none', () => {
    const rows = historyRows(story.revisions(), story.versions());
    const [config, back] = [rows[2], rows[3]];

    expect(config.revision.kind).toBe('config');
    expect(config.from).toBeUndefined();
    expect(back.until).toBe(story.revisions()[1].at);
  });

  it('says the verdict beside the newest stay of a version only', () => {
    const rows = historyRows(story.revisions(), story.versions());
    const of = (id: string) => rows.find(row => row.revision.id === id)?.known;

    expect(of('r4')?.version).toBe('2.2.3');
    expect(of('r2')).toBeUndefined();
  });

  it('never counts a change that the branch no longer holds', () => {
    const gone = story.revision('gone', at(1), {
      versionAfter: '9.9.9',
      rewritten: true,
    });
    const kept = story.revision('kept', at(2), { versionAfter: '1.0.0' });

    const rows = historyRows([gone, kept], []);

    expect(rows[0].wanted).toBe(false);
    expect(rows[0].from).toBeUndefined();
    expect(rows[1]).toMatchObject({ wanted: true, until: undefined });
  });

  it('has no version where it was removed or could not be read', () => {
    const removed = story.revision('removed', at(1), { kind: 'remove' });
    const before = story.revision('before', at(2), { versionAfter: '1.0.0' });

    const rows = historyRows([removed, before], []);

    expect(rows[0].wanted).toBe(false);
    expect(rows[1].until).toBe(removed.at);
  });
});

describe('staysBetween', () => {
  it('cuts what began earlier and leaves out what is not known', () => {
    const stays = staysBetween(story.revisions(), at(10), NOW);

    expect(stays.map(stay => stay.version)).toEqual([
      '2.2.3',
      '2.3.1',
      '2.4.0',
    ]);
    expect(stays[0].from).toBe(at(10));
    expect(stays[0].rollback).toBe(true);
    expect(stays.at(-1)).toMatchObject({ wanted: true, until: NOW });
  });

  it('leaves a gap while nothing was deployed', () => {
    const stays = staysBetween(
      [
        story.revision('again', at(1), {
          kind: 'restore',
          versionAfter: '1.0.0',
        }),
        story.revision('gone', at(3), { kind: 'remove' }),
        story.revision('first', at(5), {
          kind: 'create',
          versionAfter: '1.0.0',
        }),
      ],
      at(10),
      NOW,
    );

    expect(stays.map(({ from, until }) => [from, until])).toEqual([
      [at(5), at(3)],
      [at(1), NOW],
    ]);
  });

  it('is empty without changes', () => {
    expect(staysBetween([], at(1), NOW)).toEqual([]);
  });
});

describe('historyCsv', () => {
  it('writes one line a change under a head', () => {
    const csv = historyCsv(historyRows(story.revisions(), story.versions()));
    const lines = csv.trimEnd().split('\r\n');

    expect(lines).toHaveLength(7);
    expect(lines[0]).toMatch(/^at,kind,versionBefore,version,until,author/);
    expect(lines[1]).toContain(',upgrade,2.3.1,2.4.0,,dev-3,');
  });

  it('quotes commas, quotes and line breaks', () => {
    const row = story.revision('r', NOW, { subject: 'a, "b"\nc' });

    expect(historyCsv(historyRows([row], []))).toContain(',"a, ""b""\nc",');
  });

  it('lets no spreadsheet take a subject for a formula', () => {
    const row = story.revision('r', NOW, { subject: '=1+1' });

    expect(historyCsv(historyRows([row], []))).toContain(",'=1+1,");
  });
});

describe('rollbacks in the history', () => {
  it('mark the stay that they ended, and only that one', () => {
    const rows = historyRows(story.revisions(), story.versions());
    const taken = rows.filter(row => row.takenBack);

    expect(taken.map(row => row.revision.versionAfter)).toEqual(['2.3.0']);
    expect(taken[0].takenBack).toMatchObject({ from: '2.3.0', to: '2.2.3' });
  });

  it('do not mark a stay when they were written about another version', () => {
    const rollback = { from: '9.9.9', to: '1.0.0' };
    const rows = historyRows(
      [
        story.revision('b', at(1), { versionAfter: '1.0.0', rollback }),
        story.revision('a', at(2), { versionAfter: '1.1.0' }),
      ],
      [],
    );

    expect(rows[1].takenBack).toBeUndefined();
  });

  it('mark the stay across a change of the configuration', () => {
    const rollback = { from: '1.1.0', to: '1.0.0' };
    const rows = historyRows(
      [
        story.revision('c', at(1), { versionAfter: '1.0.0', rollback }),
        story.revision('b', at(2), { kind: 'config', versionAfter: '1.1.0' }),
        story.revision('a', at(3), { versionAfter: '1.1.0' }),
      ],
      [],
    );

    expect(rows.map(row => Boolean(row.takenBack))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('are seen on the bar as well', () => {
    const stays = staysBetween(story.revisions(), at(30), NOW);

    expect(
      stays.filter(stay => stay.takenBack).map(stay => stay.version),
    ).toEqual(['2.3.0']);
  });
});

describe('the geometry of stays', () => {
  it('leaves no gap and no overlap while something was always deployed', () => {
    const stays = staysBetween(story.revisions(), at(25), NOW);

    for (const [index, stay] of stays.entries()) {
      expect(stay.until).toBeGreaterThan(stay.from);
      expect(stays[index + 1]?.from ?? NOW).toBe(stay.until);
    }
    expect(stays[0].from).toBe(at(25));
  });

  it('drops what ended before the window', () => {
    const stays = staysBetween(story.revisions(), at(5), NOW);

    expect(stays.map(stay => stay.version)).toEqual(['2.3.1', '2.4.0']);
  });

  it('shows nothing of a change that comes after the window', () => {
    const stays = staysBetween(story.revisions(), at(29), at(20));

    expect(stays.every(stay => stay.until <= at(20))).toBe(true);
    expect(stays.map(stay => stay.version)).toEqual(['2.2.3']);
  });
});
