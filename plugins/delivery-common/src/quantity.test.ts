import { parseQuantity } from './quantity';

describe('an amount as Kubernetes writes it', () => {
  it.each([
    ['500m', 0.5],
    ['4', 4],
    ['0.25', 0.25],
    ['.5', 0.5],
    ['2.', 2],
    ['.5Gi', 2 ** 29],
    ['8Gi', 8 * 2 ** 30],
    ['64G', 64e9],
    ['1e3', 1000],
    ['100Mi', 100 * 2 ** 20],
    [' 2 ', 2],
    ['0', 0],
  ])('%s is read', (text, amount) => {
    expect(parseQuantity(text)).toBeCloseTo(amount, 9);
  });

  it.each([
    '',
    'much',
    '-1',
    '.',
    '.Gi',
    '4 Gi',
    '1e',
    '8gi',
    'NaN',
    '0x10',
    '1_000',
    '9'.repeat(40),
  ])("'%s' is no amount, and not zero", text => {
    expect(parseQuantity(text)).toBeUndefined();
  });
});
