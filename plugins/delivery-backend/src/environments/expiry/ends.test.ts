import { deploymentRow } from '../../__testUtils__/rows';
import { announcementDue, endsOf, heldWords } from './ends';

const END = '2026-11-30T18:00:00.000Z';
const at = (text: string) => Date.parse(text);
const row = (change: Parameters<typeof deploymentRow>[0] = {}) =>
  deploymentRow({
    ...{ environment: 'try', environment_kind: 'preview', expires: END },
    ...change,
  });

describe('the ends of environments', () => {
  it('hold what ends at the same time in the same place together', () => {
    const ends = endsOf([
      row({ id: 'a' }),
      row({ id: 'b' }),
      row({ id: 'c', expires: '2026-12-01T00:00:00.000Z' }),
      row({ id: 'd', repository: 'other' }),
      row({ id: 'e', environment: 'demo' }),
    ]);
    expect(ends.map(({ rows }) => rows.map(({ id }) => id))).toEqual([
      ...[['a', 'b'], ['c'], ['d'], ['e']],
    ]);
    expect(new Set(ends.map(({ id }) => id)).size).toBe(4);
  });

  it('never hold a folder without a time, of a configured environment, or that is gone', () => {
    expect(
      endsOf([
        row({ expires: null }),
        row({ environment_kind: null }),
        row({ removed_at: END }),
      ]),
    ).toEqual([]);
  });

  it('say what is held, until the hold is over', () => {
    const hold = { version: '1.2.0', by: 'ann', reason: 'a demo' };
    const held = (until?: string) => ({
      rows: [row(), row({ hold: JSON.stringify({ ...hold, until }) })],
    });
    expect(heldWords({ rows: [row()] }, at(END))).toBeUndefined();
    expect(heldWords(held(), at(END))).toBe(
      'payments is held at 1.2.0 by ann (a demo)',
    );
    expect(heldWords(held('2026-11-30T17:00:00.000Z'), at(END))).toBe(
      undefined,
    );
  });
});

describe('the announcement that is due', () => {
  const DAY = 86_400_000;
  const HOUR = 3_600_000;
  const due = (now: string, announced: number[] = [], since?: string) =>
    announcementDue(
      { expires: END, announced: JSON.stringify(announced) },
      ...([since ?? '2026-11-01T00:00:00.000Z', [DAY, HOUR], at(now)] as const),
    );

  it.each([
    ['2026-11-28T18:00:00Z', [], undefined],
    ['2026-11-29T18:00:00Z', [], DAY],
    ['2026-11-30T10:00:00Z', [], DAY],
    ['2026-11-30T10:00:00Z', [DAY], undefined],
    ['2026-11-30T17:00:00Z', [DAY], HOUR],
    ['2026-11-30T17:30:00Z', [], HOUR],
    ['2026-11-30T17:30:00Z', [HOUR], undefined],
    ['2026-11-30T18:00:00Z', [], undefined],
  ])('at %s after %j is %j', (now, announced, expected) => {
    expect(due(now, announced)).toBe(expected);
  });

  it('is none of a time before the environment was there', () => {
    const young = '2026-11-30T09:00:00.000Z';
    expect(due('2026-11-30T10:00:00Z', [], young)).toBeUndefined();
    expect(due('2026-11-30T17:00:00Z', [], young)).toBe(HOUR);
  });
});
