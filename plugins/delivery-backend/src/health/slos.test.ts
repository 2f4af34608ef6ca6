import { readSloAnnotation, readSpan } from './slos';
import { limitsOf } from './limits';
import { HEALTH_DEFAULTS } from '../config/readHealthConfig';

const DAY = 86_400;

describe('readSloAnnotation', () => {
  it('reads objectives for availability and latency', () => {
    expect(readSloAnnotation('99.9% over 30d; 99% < 300ms over 4w')).toEqual([
      {
        ...{ name: 'Availability', kind: 'availability', objective: 0.999 },
        ...{ period: 30 * DAY, declaredBy: 'annotation' },
        thresholdSeconds: undefined,
      },
      {
        ...{ name: 'Latency', kind: 'latency', objective: 0.99 },
        ...{ period: 28 * DAY, thresholdSeconds: 0.3 },
        declaredBy: 'annotation',
      },
    ]);
  });

  it.each([
    ['99.95 %', 0.9995, 30 * DAY],
    ['99.9% availability in 7d', 0.999, 7 * DAY],
    ['  95% faster than 1.5s over 12h ', 0.95, 12 * 3600],
    ['99.99%;', 0.9999, 30 * DAY],
  ])('reads %p', (text, objective, period) => {
    expect(readSloAnnotation(text)).toMatchObject([{ objective, period }]);
  });

  it.each([
    ['fast enough', "'fast enough' is no objective"],
    ['99.9', "'99.9' is no objective"],
    ['100%', 'must lie between 0 and 100 %'],
    ['0%', 'must lie between 0 and 100 %'],
    ['99% over 5m', "'99% over 5m' is no objective"],
    ['99% over 400d', 'between an hour and 90 days'],
    ['99% over 0h', 'between an hour and 90 days'],
    ['99% < 300 over 30d', 'is no objective'],
    ['99%, 98%', 'is no objective'],
  ])('refuses %p with a sentence', (text, message) => {
    expect(() => readSloAnnotation(text)).toThrow(message);
  });

  it('declares nothing in an empty annotation', () => {
    expect(readSloAnnotation(' ; ')).toEqual([]);
  });
});

it.each([
  ['250ms', 0.25],
  ['1.5s', 1.5],
  ['2h', 7200],
  ['1w', 604_800],
  ['1mo', undefined],
  ['', undefined],
  ['-1s', undefined],
])('reads the span %p as %p seconds', (text, seconds) => {
  expect(readSpan(text)).toBe(seconds);
});

describe('limitsOf', () => {
  const config = HEALTH_DEFAULTS;

  it('takes what would page over six hours, so that alarm and page agree', () => {
    const slos = readSloAnnotation('99.9% over 30d');
    expect(limitsOf(slos, config).errorRatio).toBeCloseTo(0.006, 9);
  });

  it('takes the strictest of several', () => {
    const slos = readSloAnnotation('99% over 30d; 99.9% over 30d');
    expect(limitsOf(slos, config).errorRatio).toBeCloseTo(0.006, 9);
  });

  it('never lies below the objective itself', () => {
    const slos = readSloAnnotation('99.9% over 1d');
    expect(limitsOf(slos, config).errorRatio).toBeCloseTo(0.001, 9);
  });

  it('never lies above everything failing', () => {
    const slos = readSloAnnotation('50% over 90d');
    expect(limitsOf(slos, config).errorRatio).toBe(1);
  });

  it('takes what is configured without an objective for availability', () => {
    const slos = readSloAnnotation('99% < 300ms');
    expect(limitsOf(slos, config).errorRatio).toBe(config.errorLimit);
    expect(limitsOf([], config).errorRatio).toBe(config.errorLimit);
  });
});
