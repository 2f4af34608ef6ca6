import { Settings } from 'luxon';
import { timeLabel, timeTicks, valueTicks } from './axes';

const at = (iso: string) => Date.parse(iso) / 1000;

describe('time axis', () => {
  const zone = Settings.defaultZone;
  beforeAll(() => {
    Settings.defaultZone = 'Europe/Amsterdam';
  });
  afterAll(() => {
    Settings.defaultZone = zone;
  });

  const labels = (from: string, to: string, most = 5) =>
    timeTicks(at(from), at(to), most).map(time =>
      timeLabel(time, at(to) - at(from)),
    );

  it('stands at round times of the reader', () => {
    expect(labels('2026-11-19T11:07:00Z', '2026-11-19T13:07:00Z')).toEqual([
      '12:30',
      '13:00',
      '13:30',
      '14:00',
    ]);
  });

  it('stands at midnight of the reader over a week', () => {
    expect(labels('2026-11-12T13:07:00Z', '2026-11-19T13:07:00Z', 7)).toEqual(
      expect.arrayContaining(['13 Nov', '16 Nov', '19 Nov']),
    );
  });

  it('follows zones that are not whole hours from UTC', () => {
    Settings.defaultZone = 'Asia/Kathmandu';
    try {
      expect(labels('2026-11-19T11:07:00Z', '2026-11-19T13:07:00Z')).toEqual([
        '17:00',
        '17:30',
        '18:00',
        '18:30',
      ]);
    } finally {
      Settings.defaultZone = 'Europe/Amsterdam';
    }
  });

  it('shows seconds where a range is minutes', () => {
    expect(timeLabel(at('2026-11-19T13:07:30Z'), 300)).toBe('14:07:30');
  });

  it('never has more ticks than there is room for', () => {
    for (const hours of [0.1, 1, 2, 6, 24, 100, 168, 744]) {
      const ticks = timeTicks(0, hours * 3600, 4);
      expect(ticks.length).toBeLessThanOrEqual(5);
      expect(ticks.length).toBeGreaterThan(0);
    }
  });
});

describe('valueTicks', () => {
  it('begin at zero and end below the top', () => {
    expect(valueTicks(0.048, 'ratio')).toEqual([0, 0.02, 0.04]);
    expect(valueTicks(8, 'perSecond')).toEqual([0, 5]);
    expect(valueTicks(1.2, 'seconds')).toEqual([0, 0.5, 1]);
  });

  it('are whole numbers for counts', () => {
    expect(valueTicks(1.5, 'count')).toEqual([0, 1]);
  });

  it('are round in the unit that bytes are read in', () => {
    const mebi = 1024 ** 2;

    expect(valueTicks(240 * mebi, 'bytes').map(v => v / mebi)).toEqual([
      0, 100, 200,
    ]);
  });

  it.each([0.001, 0.01, 0.5, 1, 3, 77, 4096])(
    'are few but more than one up to %d',
    top => {
      const ticks = valueTicks(top, 'perSecond');
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThanOrEqual(5);
    },
  );
});
