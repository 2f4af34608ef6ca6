import { readExpiry } from './readExpiry';

describe('readExpiry', () => {
  it.each([
    ['2026-11-30T18:00:00Z', '2026-11-30T18:00:00.000Z'],
    ['2026-11-30T18:00:00.000Z', '2026-11-30T18:00:00.000Z'],
    ['2026-11-30T18:00Z', '2026-11-30T18:00:00.000Z'],
    ['2026-11-30T18:00:00+02:00', '2026-11-30T16:00:00.000Z'],
    ['2026-11-30 18:00:00+0200', '2026-11-30T16:00:00.000Z'],
  ])('reads %s', (text, expires) => {
    expect(readExpiry(text)).toEqual({ expires });
  });

  it('knows no end where none is named', () => {
    expect(readExpiry(undefined)).toEqual({});
  });

  it.each([
    ...['', 'soon', 'tomorrow', '1', '1764525600', '2026-11-30', 'P3D'],
    ...['2026-11-30T18:00:00', '2026-02-30T18:00:00Z', '30.11.2026 18:00 Z'],
    '2026-11-30T18:00:00Z and then some',
  ])('says of %j that it is no time, and gives none', text => {
    expect(readExpiry(text)).toEqual({
      problem: expect.stringMatching(/no time with a zone; nothing is removed/),
    });
  });
});
