import type { SeriesUnit } from '@slipway/backstage-plugin-delivery-common';
import type { DeliveryWords } from '../translation';
import { healthWords } from '../words/health';
import {
  formatChange,
  formatCount,
  formatFigure,
  formatSample,
  formatTimes,
} from './figures';

/** Fills in the words themselves: here they are what is shown. */
const t = ((key: string, values: Record<string, string>) => {
  const name = key.replace('unit.', '') as keyof typeof healthWords.unit;
  return Object.entries(values).reduce<string>(
    (text, [word, value]) => text.replace(`{{${word}}}`, value),
    healthWords.unit[name],
  );
}) as unknown as DeliveryWords;

describe('formatFigure', () => {
  it.each<[number, SeriesUnit, string]>([
    [0.042, 'ratio', '4.2\u00a0%'],
    [0, 'ratio', '0.0\u00a0%'],
    [0.0004, 'ratio', '0.04\u00a0%'],
    [1, 'ratio', '100.0\u00a0%'],
    [0.21, 'seconds', '210\u00a0ms'],
    [0.0004, 'seconds', '0\u00a0ms'],
    [1.9, 'seconds', '1.9\u00a0s'],
    [4.72, 'perSecond', '4.7\u00a0/s'],
    [0.023, 'perSecond', '0.023\u00a0/s'],
    [1234.5, 'perSecond', '1,235\u00a0/s'],
    [3, 'count', '3'],
    [0.42, 'cores', '0.42\u00a0cores'],
    [512, 'bytes', '512\u00a0B'],
    [2048, 'bytes', '2\u00a0KiB'],
    [222_298_112, 'bytes', '212\u00a0MiB'],
    [3_221_225_472, 'bytes', '3\u00a0GiB'],
  ])(
    'says %d %s as %s, and never tears it from its unit',
    (value, unit, text) => {
      expect(formatFigure(value, unit, t)).toBe(text);
    },
  );

  it('does not round the few that failed to none', () => {
    expect(formatFigure(0.0002, 'ratio', t)).not.toBe(
      formatFigure(0, 'ratio', t),
    );
  });
});

describe('formatChange', () => {
  it('says a unit once where both have the same', () => {
    expect(formatChange(0.001, 0.042, 'ratio', t)).toBe('0.1 → 4.2\u00a0%');
    expect(formatChange(0.21, 0.64, 'seconds', t)).toBe('210 → 640\u00a0ms');
  });

  it('says both units where they differ', () => {
    expect(formatChange(0.21, 1.9, 'seconds', t)).toBe(
      '210\u00a0ms → 1.9\u00a0s',
    );
  });

  it('keeps figures without a unit as they are', () => {
    expect(formatChange(1, 14, 'count', t)).toBe('1 → 14');
  });
});

describe('counts', () => {
  it('group their thousands', () => {
    expect(formatCount(14_200.4)).toBe('14,200');
    expect(formatSample(3400, t)).toBe('n\u00a0=\u00a03,400');
  });

  it('of times keep one decimal below a hundred', () => {
    expect(formatTimes(14.44, t)).toBe('14.4\u00a0×');
    expect(formatTimes(0.55, t)).toBe('0.55\u00a0×');
  });
});
