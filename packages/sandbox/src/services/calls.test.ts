import { callsOf } from './calls';

const ACME = { environment: 'prod', tenant: 'acme' } as const;
const GLOBEX = { environment: 'prod', tenant: 'globex' } as const;

const namesOf = (component: string, place: Parameters<typeof callsOf>[1]) =>
  callsOf(component, place).map(({ to }) => to);

describe('who calls whom', () => {
  it('follows what is declared, where both run', () => {
    expect(namesOf('invoices', ACME)).toEqual(['payments', 'ledger']);
    expect(namesOf('checkout', { environment: 'qa' })).toEqual(['payments']);
  });

  it('has one that nobody declared, and one without a contract', () => {
    expect(namesOf('reports', ACME)).toEqual(['payments']);
    expect(namesOf('web-shop', ACME)).toContain('loyalty');
  });

  it('has none to where the other does not run', () => {
    expect(namesOf('web-shop', GLOBEX)).not.toContain('loyalty');
    expect(namesOf('shipping', { environment: 'dev' })).toEqual([]);
  });

  it('leaves out what is declared and no longer happens, and messages', () => {
    expect(namesOf('loyalty', ACME)).toEqual([]);
    expect(namesOf('notifications', ACME)).toEqual([]);
  });

  it('is less where only testers ask', () => {
    const rate = (place: Parameters<typeof callsOf>[1]) =>
      callsOf('checkout', place)[0].requestsPerSecond;
    expect(rate(ACME) * 7 * 86_400).toBeCloseTo(1_270_000);
    expect(rate({ environment: 'dev' })).toBeLessThan(rate(ACME) / 10);
  });

  it('is nobody for a service that the story does not know', () => {
    expect(callsOf('new-service', ACME)).toEqual([]);
  });
});
