import type { CanIFinding } from '@slipway/backstage-plugin-contracts-common';
import { linksOf } from './linksOf';

function finding(more: Partial<CanIFinding> = {}): CanIFinding {
  return {
    ...{ answer: 'blocked', counterpart: 'consumer', places: [] },
    contract: 'api:default/payments-api',
    consumer: { entityRef: 'component:default/invoices', version: '3.8.0' },
    provider: { entityRef: 'component:default/payments', version: '2.2.3' },
    message: 'invoices 3.8.0 would break. settledAt is gone.',
    ...more,
  };
}

describe('linksOf', () => {
  it('leads to the two versions that were compared', () => {
    const compared = { from: '2.3.0', to: '2.2.3' };

    expect(linksOf(finding({ compared }), 'prod')).toContainEqual({
      ...{ kind: 'evidence', title: 'payments-api 2.3.0 → 2.2.3' },
      url: '/catalog/default/api/payments-api/contract?from=2.3.0&to=2.2.3',
    });
  });

  it('leads to the contract itself when no two versions were compared', () => {
    expect(linksOf(finding(), 'prod')).toContainEqual({
      ...{ kind: 'evidence', title: 'Contract payments-api' },
      url: '/catalog/default/api/payments-api/contract',
    });
  });

  it.each([
    ['consumer', 'invoices'],
    ['provider', 'payments'],
  ] as const)('leads to the counterpart that is a %s', (counterpart, title) => {
    expect(linksOf(finding({ counterpart }), 'prod')).toContainEqual({
      ...{ kind: 'evidence', title },
      url: `/catalog/default/component/${title}`,
    });
  });

  it('leads to no provider that only the contract stands for', () => {
    const provider = { entityRef: 'api:default/payments-api', version: '1' };

    const links = linksOf(finding({ counterpart: 'provider', provider }), 'qa');

    expect(links.map(({ title }) => title)).toEqual([
      ...['Contract payments-api', 'Ask for an exception'],
    ]);
  });

  it('asks for an exception with all that is known of it', () => {
    const [link] = linksOf(finding({ rule: 'field-removed' }), 'prod').filter(
      ({ kind }) => kind === 'way-out',
    );
    const { pathname, searchParams } = new URL(link.url, 'http://portal');

    expect(pathname).toBe('/contracts');
    expect(Object.fromEntries(searchParams)).toEqual({
      ...{ section: 'exceptions', ask: 'block', environment: 'prod' },
      consumer: 'component:default/invoices',
      scope: 'api:default/payments-api',
      rule: 'field-removed',
    });
  });

  it('offers no exception from what a tick lets through', () => {
    const kinds = linksOf(finding({ answer: 'unknown' }), 'prod').map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['evidence', 'evidence']);
  });

  it('escapes names in addresses', () => {
    const contract = 'api:default/a?b';
    expect(linksOf(finding({ contract }), 'prod')[0].url).toBe(
      '/catalog/default/api/a%3Fb/contract',
    );
  });

  it('leads nowhere when the person may not see who it is', () => {
    expect(linksOf(finding({ hidden: true }), 'prod')).toEqual([]);
  });
});
