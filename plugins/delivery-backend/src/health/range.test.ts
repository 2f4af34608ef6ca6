import type { RevisionRow } from '../database/rows';
import type { StoredComparison } from './HealthStore';
import { toMarkers } from './markers';
import { readRange } from './range';

const NOW = Date.parse('2026-11-19T13:07:12.345Z');

describe('readRange', () => {
  it('gives the last two hours when nothing is asked for', () => {
    const { from, to, step } = readRange({}, NOW);
    expect(step).toBe(30);
    expect((to - from) / 3600).toBe(2);
    expect(NOW / 1000 - to).toBeLessThan(step + 10);
  });

  it('gives two hours at each second of a minute', () => {
    for (let second = 0; second < 60; second++) {
      const { from, to } = readRange({}, NOW + second * 1000);
      expect((to - from) / 3600).toBe(2);
    }
  });

  it('gives pages that look within one step the same range', () => {
    const first = readRange({}, NOW);
    const later = readRange({}, NOW + 5_000);
    expect(later).toEqual(first);
  });

  it.each([
    [60, 5],
    [3_600, 15],
    [86_400, 600],
    [7 * 86_400, 3_600],
    [31 * 86_400, 6 * 3_600],
  ])('asks for at most 240 points of %i seconds', (length, step) => {
    const to = new Date(NOW).toISOString();
    const from = new Date(NOW - length * 1000).toISOString();
    const range = readRange({ from, to }, NOW);
    expect(range.step).toBe(step);
    expect((range.to - range.from) / range.step).toBeLessThanOrEqual(241);
    expect((range.to - range.from) % range.step).toBe(0);
    expect(range.from * 1000).toBeLessThanOrEqual(NOW - length * 1000);
    // The newest minutes are there, however long the steps.
    expect(NOW / 1000 - range.to).toBeLessThan(70);
  });

  it('ends now when the end lies in the future', () => {
    const range = readRange(
      { from: '2026-11-19T12:00:00Z', to: '2026-11-20T12:00:00Z' },
      NOW,
    );
    expect(range.to * 1000).toBeLessThanOrEqual(NOW);
  });

  it.each([
    [{ from: 'yesterday' }, "'from' is no time"],
    [{ to: 'soon' }, "'to' is no time"],
    [{ to: '2026-11-19T13:00' }, "'to' is no time"],
    [{ from: '2026-11-19T13:07:00Z' }, 'at least a minute'],
    [{ from: '2027-01-01T00:00:00Z' }, 'not lie in the future'],
    [
      { from: '2026-11-19T13:00:00Z', to: '2026-11-19T12:00:00Z' },
      'at least a minute',
    ],
    [{ from: '2026-01-01T00:00:00Z' }, 'not be longer than 31 days'],
  ])('refuses %o with a sentence', (asked, message) => {
    expect(() => readRange(asked, NOW)).toThrow(message);
  });
});

describe('toMarkers', () => {
  const row = (
    commit: string,
    at: string,
    after: string | null,
    trailers: object[] = [],
  ) =>
    ({
      ...{ commit, at, version_after: after, version_before: '2.3.1' },
      trailers: JSON.stringify(trailers),
    }) as RevisionRow;
  const range = {
    from: Date.parse('2026-11-19T12:00:00Z') / 1000,
    to: Date.parse('2026-11-19T14:00:00Z') / 1000,
  };

  it('marks versions in the range, rollbacks as such, and passes over removals', () => {
    const markers = toMarkers(
      [
        row('a', '2026-11-19T11:59:59Z', '2.3.1'),
        row('b', '2026-11-19T12:55:00Z', '2.4.0'),
        row('c', '2026-11-19T13:00:00Z', null),
        row('d', '2026-11-19T13:07:00Z', '2.3.1', [
          { key: 'Rollback-From', value: '2.4.0' },
          { key: 'Rollback-To', value: '2.3.1' },
        ]),
      ],
      [],
      range,
    );
    expect(markers.map(({ version, kind }) => [version, kind])).toEqual([
      ['2.4.0', 'deploy'],
      ['2.3.1', 'rollback'],
    ]);
  });

  it('prefers when the version was seen running to its commit', () => {
    const at = '2026-11-19T12:56:10.000Z';
    const stored = { commit: 'b', comparison: { at } } as StoredComparison;
    const changes = [row('b', '2026-11-19T12:55:00Z', '2.4.0')];
    expect(toMarkers(changes, [stored], range)).toMatchObject([{ at }]);
  });
});
