import type { CanIFinding } from '@slipway/backstage-plugin-contracts-common';
import { counterpartOf, fitting } from './fitting';

function allowed(name: string, more: Partial<CanIFinding> = {}): CanIFinding {
  return {
    ...{ answer: 'allowed', counterpart: 'consumer', places: [] },
    contract: 'api:default/payments-api',
    consumer: { entityRef: `component:default/${name}`, version: '1.0.0' },
    provider: { entityRef: 'component:default/payments', version: '2.2.3' },
    message: `${name} 1.0.0 is fine.`,
    ...more,
  };
}

/** As the plugin gives those that the person may not see. */
function unseen(more: Partial<CanIFinding> = {}): CanIFinding {
  return allowed('not-shown', {
    ...{ hidden: true, contract: 'api:default/not-shown' },
    consumer: { entityRef: 'component:default/not-shown', version: '?' },
    ...more,
  });
}

const exception = {
  ...{ id: 'e', owner: 'group:default/team-payments' },
  expiresAt: '2026-12-01T00:00:00Z',
};

describe('counterpartOf', () => {
  it('is the one that is not the component itself', () => {
    const used = allowed('invoices', { counterpart: 'provider' });

    expect(counterpartOf(allowed('invoices')).version).toBe('1.0.0');
    expect(counterpartOf(used).version).toBe('2.2.3');
  });
});

describe('fitting', () => {
  it('says nothing when nobody is let through', () => {
    expect(fitting([allowed('invoices', { answer: 'blocked' })])).toEqual([]);
  });

  it('counts one that fits with several contracts once', () => {
    const twice = [allowed('invoices'), allowed('invoices')];

    expect(fitting(twice)).toMatchObject([
      {
        message: 'All that it needs is offered, and 1 counterpart fits.',
        evidence: ['invoices 1.0.0'],
      },
    ]);
  });

  it('counts those that may not be seen, and names them by no stand-in', () => {
    const answers = fitting([allowed('invoices'), unseen(), unseen()]);

    expect(answers).toMatchObject([
      {
        ...{ id: 'fit', status: 'ok' },
        message: 'All that it needs is offered, and 3 counterparts fit.',
        evidence: ['invoices 1.0.0', '2 that you may not see'],
      },
    ]);
  });

  it('warns of who may by an exception, and does not say that all fit', () => {
    const [answer] = fitting([
      allowed('reports', { exception }),
      allowed('invoices'),
    ]);

    expect(answer).toMatchObject({
      ...{ id: 'fit', status: 'warn' },
      message:
        'reports 1.0.0 would not fit, and may by an exception of group:default/team-payments. Besides, 1 counterpart fits.',
      evidence: ['reports 1.0.0', 'invoices 1.0.0'],
    });
  });

  it('warns of an exception also when it may not be seen whom it excuses', () => {
    const [answer] = fitting([unseen({ exception })]);

    expect(answer).toMatchObject({
      ...{ id: 'fit', status: 'warn' },
      message:
        '1 that you may not see would not fit, and may by an exception of group:default/team-payments.',
      evidence: ['1 that you may not see'],
    });
  });

  it('names each owner of an exception once', () => {
    const other = { ...exception, owner: 'group:default/team-crm' };
    const [{ message }] = fitting([
      allowed('a', { exception }),
      allowed('b', { exception }),
      allowed('c', { exception: other }),
    ]);

    expect(message).toBe(
      'a 1.0.0, b 1.0.0, c 1.0.0 would not fit, and may by an exception of group:default/team-payments, group:default/team-crm.',
    );
  });

  it('says whom its words name, and nobody who may not be seen', () => {
    const [{ about }] = fitting([allowed('invoices'), unseen()]);

    expect(about).toEqual([
      ...['api:default/payments-api', 'component:default/invoices'],
    ]);
  });
});
