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
