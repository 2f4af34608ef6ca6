import type { CanIFinding } from '@slipway/backstage-plugin-contracts-common';
import { redact } from './redact';

const finding: CanIFinding = {
  ...{ answer: 'blocked', counterpart: 'consumer' },
  contract: 'api:default/secret-api',
  consumer: { entityRef: 'component:default/secret', version: '1.0.0' },
  provider: { entityRef: 'component:default/payments', version: '2.2.3' },
  places: [{ environment: 'prod', stale: false }],
  ...{ operation: 'GET /secret', field: 'secret' },
  message: 'secret 1.0.0 would break. secret is gone.',
  counterExample: { value: 'secret' },
  ...{ rule: 'secret-removed', compared: { from: '1-secret', to: '2' } },
};

describe('redact', () => {
  it('keeps the answer and the side, and nothing else of who may not be seen', () => {
    const shown = redact(finding, { sees: () => false });
    expect(shown).toMatchObject({
      ...{ answer: 'blocked', counterpart: 'consumer', hidden: true },
      provider: finding.provider,
      message: 'A counterpart that you may not see would break.',
    });
    expect(JSON.stringify(shown)).not.toContain('secret');
  });

  it('hides the provider when the component itself is the consumer', () => {
    const shown = redact(
      { ...finding, counterpart: 'provider' },
      { sees: () => false },
    );
    expect(shown.consumer).toEqual(finding.consumer);
    expect(shown.provider.entityRef).toContain('not-shown');
  });

  it('names the contract, where only the component may not be seen', () => {
    const sees = (ref: string) => ref.startsWith('api:');
    expect(redact(finding, { sees })).toMatchObject({
      contract: 'api:default/secret-api',
      message: 'A consumer of secret-api that you may not see would break.',
    });
  });

  it('changes nothing for who may see both', () => {
    expect(redact(finding, { sees: () => true })).toBe(finding);
  });

  it('never calls fine what only an exception lets pass', () => {
    const exception = { id: 'e', owner: 'group:default/a', expiresAt: '2027' };
    const shown = redact(
      { ...finding, answer: 'allowed', exception },
      { sees: () => false },
    );
    expect(shown).toMatchObject({
      exception,
      message:
        'A counterpart that you may not see would not fit, and may by an exception.',
    });
  });
});
