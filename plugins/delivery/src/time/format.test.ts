import { Settings } from 'luxon';
import type { DeliveryWords } from '../translation';
import {
  formatAge,
  formatClock,
  formatDuration,
  formatExact,
  formatMoment,
  localTimes,
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
    [126, 'minutesSeconds 2 6'],
    [60, 'minutes 1'],
    [3 * HOUR, 'hours 3'],
    [DAY, 'hours 24'],
    [38 * MINUTE, 'minutes 38'],
    [3 * HOUR + 5 * MINUTE, 'hoursMinutes 3 5'],
    [13 * DAY, 'days 13'],
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

describe('moments inside sentences of the backend', () => {
  const zone = Settings.defaultZone;
  beforeAll(() => {
    Settings.defaultZone = 'Europe/Amsterdam';
  });
  afterAll(() => {
    Settings.defaultZone = zone;
  });

  it('become local times', () => {
    expect(
      localTimes(
        'the database and its rows since 2026-11-19T12:55:00.000Z',
        NOW,
      ),
    ).toBe('the database and its rows since 13:55');
  });

  it('carry the day where it is not today', () => {
    expect(localTimes('since 2026-11-10T08:31:00Z, still', NOW)).toBe(
      'since 10 Nov 09:31, still',
    );
  });

  it('are all found, with or without seconds', () => {
    expect(
      localTimes('from 2026-11-19T12:00Z until 2026-11-19T12:30:05Z', NOW),
    ).toBe('from 13:00 until 13:30');
  });

  it('are told from versions, dates and numbers', () => {
    const plain = 'tag 2026-11-19, version 2.4.0 and build 20261119';

    expect(localTimes(plain, NOW)).toBe(plain);
  });
});

describe('the change of the clock', () => {
  const zone = Settings.defaultZone;
  beforeAll(() => {
    Settings.defaultZone = 'Europe/Amsterdam';
  });
  afterAll(() => {
    Settings.defaultZone = zone;
  });

  it('names summer time as such', () => {
    expect(formatClock(Date.parse('2026-07-01T12:00:00Z'))).toBe(
      '14:00:00 CEST',
    );
  });

  it('tells the two hours of the night apart by their exact time', () => {
    const first = '2026-10-25T00:30:00Z';
    const second = '2026-10-25T01:30:00Z';
    const now = Date.parse('2026-10-25T03:00:00Z');

    expect(formatMoment(first, now)).toBe(formatMoment(second, now));
    expect(formatExact(first)).not.toBe(formatExact(second));
  });

  it('takes the day of the person and not that of UTC', () => {
    const now = Date.parse('2026-11-19T23:30:00Z');

    expect(formatMoment('2026-11-19T22:30:00Z', now)).toBe('19 Nov 23:30');
    expect(formatMoment('2026-11-19T23:10:00Z', now)).toBe('00:10');
  });
});
