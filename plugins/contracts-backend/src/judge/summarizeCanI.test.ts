import type {
  CanIFinding,
  CanIRequest,
} from '@slipway/backstage-plugin-contracts-common';
import { summarizeCanI } from './summarizeCanI';

const REQUEST: CanIRequest = {
  ...{ component: 'component:default/payments', version: '2.0.0' },
  ...{ environment: 'prod', action: 'rollback' },
};

const finding = (more: Partial<CanIFinding> = {}): CanIFinding => ({
  ...{ answer: 'blocked', counterpart: 'consumer', places: [] },
  contract: 'api:default/payments-api',
  consumer: { entityRef: 'component:default/shop', version: '1.0.0' },
  provider: { entityRef: 'component:default/payments', version: '2.0.0' },
  ...{ message: 'shop 1.0.0 would break.', ...more },
});

const hidden = () =>
  finding({
    hidden: true,
    consumer: { entityRef: 'component:default/not-shown', version: '?' },
  });

const summarize = (...findings: CanIFinding[]) =>
  summarizeCanI(REQUEST, findings, { ruleset: 'r' });

describe('the answer to the whole question', () => {
  it('names who is in the way, and counts who may not be named', () => {
    const { message, waysOut } = summarize(finding(), hidden(), hidden());

    expect(message).toBe(
      'payments 2.0.0 may not come back to prod: it does not fit shop 1.0.0 and 2 that you may not see.',
    );
    expect(waysOut).toEqual([
      'Bring shop to a version that fits first.',
      'Ask for an exception with a reason and an end.',
    ]);
  });

  it('never shows a stand-in for a name', () => {
    expect(JSON.stringify(summarize(hidden()).message)).not.toContain(
      'not-shown',
    );
    expect(summarize(hidden()).waysOut).toEqual([
      'Ask for an exception with a reason and an end.',
    ]);
  });

  it('does not say that all fit when one only may by an exception', () => {
    const exception = { id: 'e', owner: 'group:default/a', expiresAt: '2027' };
    const { message } = summarize(finding({ answer: 'allowed', exception }));

    expect(message).toContain('or may by an exception');
  });

  it('says in one sentence that all fit, or that there is nobody', () => {
    expect(summarize(finding({ answer: 'allowed' })).message).toBe(
      'payments 2.0.0 may come back to prod: all that live there fit.',
    );
    expect(summarize().message).toContain('nothing that lives there is known');
  });
});
