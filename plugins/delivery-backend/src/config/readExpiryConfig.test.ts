import { ConfigReader } from '@backstage/config';
import { readExpiryConfig } from './readExpiryConfig';

const read = (data?: object) =>
  readExpiryConfig(data && new ConfigReader({ ...data }));

describe('delivery.expiry', () => {
  it('looks each minute and tells people a day and an hour before by default', () => {
    const usual = { intervalMs: 60_000, announceMs: [86_400_000, 3_600_000] };
    expect(read()).toEqual(usual);
    expect(read({})).toEqual(usual);
  });

  it('tells people at the longest time first, whatever the order', () => {
    expect(
      read({ interval: { seconds: 1 }, announce: ['PT30S', 'PT2H'] }),
    ).toEqual({ intervalMs: 1_000, announceMs: [7_200_000, 30_000] });
    expect(read({ announce: [] }).announceMs).toEqual([]);
  });

  it.each([
    [{ announce: ['soon'] }, "'soon' is no duration"],
    [{ announce: ['PT0S'] }, "'PT0S' is no duration"],
    [{ interval: { milliseconds: 1 } }, 'at least 100 milliseconds'],
  ])('refuses %j with a sentence', (data, sentence) => {
    expect(() => read(data)).toThrow(sentence);
  });
});
