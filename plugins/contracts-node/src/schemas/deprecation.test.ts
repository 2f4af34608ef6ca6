import { isOverdue, isoDateIn, sunsetOf } from './deprecation';

describe('isoDateIn', () => {
  it.each([
    ['2026-01-31', '2026-01-31'],
    ['Gone after 2026-01-31, use b.', '2026-01-31'],
    ['2026-01-31T12:00:00Z', undefined],
    ['from 2026-01-31 to 2027-01-31', '2026-01-31'],
    ['2026-13-31', undefined],
    ['2026-1-31', undefined],
    ['soon', undefined],
    [20260131, undefined],
    [undefined, undefined],
  ])('in %j is %j', (words, date) => {
    expect(isoDateIn(words)).toBe(date);
  });
});

describe('sunsetOf', () => {
  it.each([
    [{ 'x-sunset': '2026-01-31' }, '2026-01-31'],
    [{ 'x-deprecation-date': '2026-01-31' }, '2026-01-31'],
    [{ sunset: '2026-01-31' }, '2026-01-31'],
    [{ sunset: 'Sat, 31 Jan 2026 23:59:59 GMT' }, '2026-01-31'],
    [{ sunset: 'Sometime 2026 GMT' }, undefined],
    [{ 'x-sunset': 'later' }, undefined],
    [{}, undefined],
  ])('of %j is %j', (notes, date) => {
    expect(sunsetOf(notes)).toBe(date);
  });
});

describe('isOverdue', () => {
  const sunset = { 'x-sunset': '2026-01-31' };

  it.each([
    ['the day has passed', { deprecated: true, ...sunset }, '2026-02-01', true],
    ['it is the day', { deprecated: true, ...sunset }, '2026-01-31', false],
    [
      'the day is to come',
      { deprecated: true, ...sunset },
      '2026-01-01',
      false,
    ],
    ['it was not deprecated', sunset, '2026-02-01', false],
    ['no day was named', { deprecated: true }, '2026-02-01', false],
  ])('when %s', (_title, notes, today, overdue) => {
    expect(isOverdue(notes, today)).toBe(overdue);
  });
});
