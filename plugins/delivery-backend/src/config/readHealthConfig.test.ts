import { ConfigReader } from '@backstage/config';
import { HEALTH_DEFAULTS, readHealthConfig } from './readHealthConfig';

const read = (data: object) => readHealthConfig(new ConfigReader({ ...data }));

describe('the configuration of health', () => {
  it.each([undefined, new ConfigReader({})])(
    'has a default for everything',
    config => {
      expect(readHealthConfig(config)).toEqual(HEALTH_DEFAULTS);
    },
  );

  it('takes what is written, and the default for the rest', () => {
    expect(read({ errorLimit: 0.05, interval: { minutes: 2 } })).toEqual({
      ...HEALTH_DEFAULTS,
      ...{ errorLimit: 0.05, intervalMs: 120_000 },
    });
  });

  it.each([
    ['interval', 'intervalMs'],
    ['history', 'historyMs'],
    ['verifyTimeout', 'verifyTimeoutMs'],
    ['verifyAfter', 'verifyAfterMs'],
    ['patience', 'patienceMs'],
  ] as const)('reads %s as an object or as text', (key, field) => {
    expect(read({ [key]: { hours: 1, minutes: 30 } })[field]).toBe(5_400_000);
    expect(read({ [key]: '90m' })[field]).toBe(5_400_000);
    expect(read({ [key]: 'PT1H30M' })[field]).toBe(5_400_000);
  });

  it.each([
    { key: 'errorLimit', value: 0, range: '0 and 1' },
    { key: 'errorLimit', value: 1, range: '0 and 1' },
    { key: 'errorLimit', value: -0.1, range: '0 and 1' },
    { key: 'minRequests', value: 0, range: '0 and 1000000' },
    { key: 'minRequests', value: 1_000_000, range: '0 and 1000000' },
    { key: 'slowFactor', value: 1, range: '1 and 1000' },
    { key: 'slowFactor', value: 1000, range: '1 and 1000' },
  ])('refuses $key = $value by its name', ({ key, value, range }) => {
    expect(() => read({ [key]: value })).toThrow(
      `delivery.health.${key} must lie between ${range}, without these`,
    );
  });

  it.each([
    ['errorLimit', 'much'],
    ['minRequests', true],
    ['slowFactor', [2]],
    ['interval', 'soon'],
    ['interval', { parsecs: 2 }],
    ['verifyAfter', { seconds: 'ten' }],
  ])('refuses %s = %p, naming the key', (key, value) => {
    expect(() => read({ [key]: value })).toThrow(key);
  });

  it('takes the limits that lie just inside', () => {
    const config = { errorLimit: 0.999, minRequests: 1, slowFactor: 1.01 };
    expect(read(config)).toMatchObject(config);
  });
});
