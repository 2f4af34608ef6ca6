import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  CanIAnswer,
  CanIFinding,
  CanIRequest,
} from '@slipway/backstage-plugin-contracts-common';
import { NotInstalledError } from '../clients/toCallError';
import { checkVersions } from './checkVersions';

const ctx = { getInitiatorCredentials: async () => mockCredentials.user() };
const place = { environment: 'prod', tenant: 'acme' };

/** Contracts that answer by the component that is asked for. */
function contracts(answers: Record<string, CanIAnswer>, findings = 1) {
  const asked: CanIRequest[] = [];
  return {
    asked,
    canI: async (request: CanIRequest) => {
      asked.push(request);
      const name = request.component.replace('component:default/', '');
      const answer = answers[name] ?? 'allowed';
      return {
        ...{ answer, message: `It is ${answer}.`, waysOut: [], asked: 1 },
        findings: Array.from({ length: findings }, () => ({}) as CanIFinding),
        ruleset: 'r',
      };
    },
  };
}

const services = [
  { component: 'cart', version: '2.9.0' },
  { component: 'payments', version: '2.3.1' },
  { component: 'ledger' },
];

describe('checkVersions', () => {
  it('asks of each named version whether it fits, and says so once', async () => {
    const plugin = contracts({});
    const checks = await checkVersions(ctx, plugin, { ...place, services });

    expect(plugin.asked).toEqual(
      [services[0], services[1]].map(({ component, version }) => ({
        ...{ component: `component:default/${component}`, version },
        ...{ ...place, action: 'deploy' },
      })),
    );
    expect(checks).toEqual([
      {
        status: 'ok',
        message:
          '2 versions fit to what runs in prod · acme, as far as contracts tell.',
      },
    ]);
  });

  it('names each that does not fit, or of which it is not known', async () => {
    const plugin = contracts({ cart: 'blocked', payments: 'unknown' });

    expect(await checkVersions(ctx, plugin, { ...place, services })).toEqual([
      { status: 'warn', message: 'cart 2.9.0: It is blocked.' },
      { status: 'unknown', message: 'payments 2.3.1: It is unknown.' },
    ]);
  });

  it('makes no doubt of a component without contracts', async () => {
    const plugin = contracts({ cart: 'unknown' }, 0);
    const [check] = await checkVersions(ctx, plugin, { ...place, services });
    expect(check.status).toBe('ok');
  });

  it('says nothing in a portal without contracts, and what went wrong else', async () => {
    const fails = (error: Error) => ({
      canI: async () => {
        throw error;
      },
    });
    const asked = { ...place, services };

    expect(
      await checkVersions(ctx, fails(new NotInstalledError('x')), asked),
    ).toEqual([]);
    expect(await checkVersions(ctx, fails(new Error('Away')), asked)).toEqual([
      {
        status: 'unknown',
        message: 'Whether the versions fit could not be told: Away',
      },
    ]);
  });

  it('says nothing where no version is named', async () => {
    const [, , ledger] = services;
    expect(
      await checkVersions(ctx, contracts({}), { ...place, services: [ledger] }),
    ).toEqual([]);
  });
});
