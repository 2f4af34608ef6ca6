import { effectOf, isDeclared } from './effect';

describe('effects', () => {
  it.each([
    [['declared'], true],
    [['catalog', 'pact'], true],
    [['catalog', 'seen'], false],
    [[], false],
  ] as const)('know whether %j says what is used', (evidence, expected) => {
    expect(isDeclared({ evidence: [...evidence] })).toBe(expected);
  });

  it('call nobody fine who never declared what is used', () => {
    expect(effectOf('safe', true)).toBe('safe');
    expect(effectOf('safe', false)).toBe('untouched');
  });

  it.each(['breaking', 'unknown', 'risky'] as const)(
    'stay %s, declared or not',
    verdict => {
      expect(effectOf(verdict, false)).toBe(verdict);
      expect(effectOf(verdict, true)).toBe(verdict);
    },
  );
});
