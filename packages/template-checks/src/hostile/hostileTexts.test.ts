import { HOSTILE_TEXTS } from './hostileTexts';

describe('HOSTILE_TEXTS', () => {
  it('has each text once', () => {
    const texts = Object.values(HOSTILE_TEXTS);

    expect(new Set(texts).size).toBe(texts.length);
  });

  it.each(['{{', '${{', ':', '#', "'", '\n', '../'])('has %j', part => {
    expect(Object.values(HOSTILE_TEXTS).some(text => text.includes(part))).toBe(
      true,
    );
  });
});
