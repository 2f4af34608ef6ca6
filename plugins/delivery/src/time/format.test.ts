import { Settings } from 'luxon';
import type { DeliveryWords } from '../translation';
import {
  formatAge,
  formatClock,
  formatDuration,
  formatExact,
  formatMoment,
  secondsSince,
} from './format';

/** Shows the key with its values, so that the rules can be read. */
const t = ((key: string, values: Record<string, string> = {}) =>
  [key.replace('time.', ''), ...Object.values(values)].join(
    ' ',
  )) as unknown as DeliveryWords;

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-19T13:07:12Z');

describe('times', () => {
  const zone = Settings.defaultZone;
  beforeAll(() => {
    Settings.defaultZone = 'Europe/Amsterdam';
  });
  afterAll(() => {
    Settings.defaultZone = zone;
  });

  it.each([
    [0, 'seconds 0'],
    [41.9, 'seconds 41'],
    [-5, 'seconds 0'],
    [MINUTE, 'minutes 1'],
    [12 * MINUTE + 59, 'minutes 12'],
    [99 * MINUTE, 'minutes 99'],
    [100 * MINUTE, 'hours 1'],
    [2 * HOUR, 'hours 2'],
    [47 * HOUR, 'hours 47'],
    [2 * DAY, 'days 2'],
    [14 * DAY, 'days 14'],
  ])('says an age of %d s in one unit: %s', (seconds, words) => {
    expect(formatAge(seconds, t)).toBe(words);
  });

  it.each([
    [0.21, 'seconds 0.2'],
    [9.96, 'seconds 10'],
    [35.4, 'seconds 35'],
    [102, 'minutesSeconds 1 42'],
    [126, 'minutesSeconds 2 06'],
    [38 * MINUTE, 'minutes 38'],
    [3 * HOUR + 5 * MINUTE, 'hoursMinutes 3 5'],
    [13 * DAY, 'daysHours 13 0'],
    [6 * DAY + 22 * HOUR + 40 * MINUTE, 'daysHours 6 22'],
  ])('says a length of %d s in at most two units: %s', (seconds, words) => {
    expect(formatDuration(seconds, t)).toBe(words);
  });

  it('gives as much date as is needed to be exact', () => {
    expect(formatMoment('2026-11-19T12:55:00Z', NOW)).toBe('13:55');
    expect(formatMoment('2026-11-10T08:31:00Z', NOW)).toBe('10 Nov 09:31');
    expect(formatMoment('2025-11-10T08:31:00Z', NOW)).toBe('10 Nov 2025 09:31');
  });

  it('shows a text that is no time as it is', () => {
    expect(formatMoment('soon', NOW)).toBe('soon');
    expect(formatExact('soon')).toBe('soon');
  });

  it('gives UTC and ISO 8601 for the exact time', () => {
    expect(formatExact('2026-11-19T13:55:00+01:00')).toBe(
      '19 Nov 2026 12:55:00 UTC · 2026-11-19T12:55:00.000Z',
    );
  });

  it('names the zone of a clock time', () => {
    expect(formatClock(NOW)).toBe('14:07:12 CET');
  });

  it('counts seconds until now or until another moment', () => {
    expect(secondsSince('2026-11-19T13:07:00Z', NOW)).toBe(12);
    expect(secondsSince('2026-11-19T13:07:00Z', '2026-11-19T13:08:42Z')).toBe(
      102,
    );
  });
});
