import { count, percent, sample, seconds } from './words';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');

describe('figures in words', () => {
  it.each([
    [0, '0.0 %'],
    [0.00001, '0.00 %'],
    [0.0001, '0.01 %'],
    [0.00094, '0.09 %'],
    [0.00096, '0.1 %'],
    [0.001, '0.1 %'],
    [0.042, '4.2 %'],
    [0.9996, '100.0 %'],
    [1, '100.0 %'],
  ])(
    'write the share %p as %p, with the digits it takes to see it',
    (ratio, text) => {
      expect(plain(percent(ratio))).toBe(text);
    },
  );

  it.each([
    [0, '0'],
    [0.4, '0'],
    [999.5, '1,000'],
    [14_200.3, '14,200'],
    [1_234_567, '1,234,567'],
  ])('write the count %p whole: %p', (value, text) => {
    expect(count(value)).toBe(text);
    expect(plain(sample(value))).toBe(`n = ${text}`);
  });

  it.each([
    [0, '0 ms'],
    [0.0004, '0 ms'],
    [0.21, '210 ms'],
    [0.999, '999 ms'],
    [1, '1.0 s'],
    [1.94, '1.9 s'],
    [75, '75.0 s'],
  ])('write the latency %p as %p', (value, text) => {
    expect(plain(seconds(value))).toBe(text);
  });

  it.each([percent(0.5), sample(12), seconds(0.5), seconds(2)])(
    'never break %p at the end of a line',
    text => {
      expect(text).not.toContain(' ');
    },
  );
});
