import * as story from '../../__fixtures__/story';
import { canTake, factOf, factWords, TENANT_FACTS } from './tenantFacts';

const CHOICES = { enum: ['none', 'PT1H'], enumNames: ['None', 'Every hour'] };

describe('what a tenant has', () => {
  it('is told of each fact, and is not made up where its file is silent', () => {
    const full = story.tenant({
      dataResidency: 'eu',
      metricsRetentionDays: 365,
    });
    expect(TENANT_FACTS.map(fact => factOf(full, fact))).toEqual([
      ...['eu', 90, 365, 'PT1H', 30],
    ]);
    const bare = story.tenant({
      retentionDays: undefined,
      backupPlan: undefined,
    });
    expect(TENANT_FACTS.map(fact => factOf(bare, fact))).toEqual([
      ...[undefined, undefined, undefined, undefined, undefined],
    ]);
  });

  it('is called as the form calls it, else by itself', () => {
    expect(factWords('PT1H', CHOICES)).toBe('Every hour');
    expect(factWords('PT2H', CHOICES)).toBe('PT2H');
    expect(factWords(30, {})).toBe('30');
  });

  it('is only taken over where the form offers it', () => {
    expect(canTake('PT1H', CHOICES)).toBe(true);
    expect(canTake('PT2H', CHOICES)).toBe(false);
    expect(canTake(30, {})).toBe(true);
  });
});
