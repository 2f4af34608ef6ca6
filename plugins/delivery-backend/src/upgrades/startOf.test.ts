import { isDue, startOf } from './startOf';

const NOW = Date.parse('2026-11-19T14:00:00Z');
const row = (startsAt?: string) => ({
  request: JSON.stringify({ waves: [], reason: 'a', startsAt }),
});

describe('the time at which an upgrade begins by itself', () => {
  it.each([
    ['before it', '2026-11-19T14:00:01.000Z', false],
    ['at it', '2026-11-19T14:00:00.000Z', true],
    ['after it', '2026-11-19T13:00:00.000Z', true],
  ])('%s', (_, startsAt, due) => {
    expect(startOf(row(startsAt))).toBe(startsAt);
    expect(isDue(row(startsAt), NOW)).toBe(due);
  });

  it('never comes where nobody said one', () => {
    expect(startOf(row())).toBeUndefined();
    expect(isDue(row(), NOW)).toBe(false);
  });
});
