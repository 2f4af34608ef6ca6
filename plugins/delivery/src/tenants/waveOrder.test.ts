import type {
  DeploymentHealth,
  SloState,
  Tenant,
} from '@slipway/backstage-plugin-delivery-common';
import * as story from '../__fixtures__/story';
import { keys } from '../__testUtils__/words';
import { firstWaves, leastRiskyFirst } from './waveOrder';

const ranked = (...tenants: Tenant[]) =>
  leastRiskyFirst(tenants, story.STORY_NOW, keys);
const order = (...tenants: Tenant[]) =>
  ranked(...tenants).map(({ tenant, risk }) => `${tenant.name} ${risk}`);

const slo = (change: Partial<SloState>): SloState => ({
  ...{ name: 'payments', kind: 'availability', objective: 0.999 },
  ...{ period: 2_592_000, declaredBy: 'annotation', burnRates: [] },
  ...change,
});
function withSlo(name: string, change: Partial<SloState>): Tenant {
  const service = story.tenantService(name, 'payments', '2.3.1');
  const measured: DeploymentHealth = {
    ...{ deploymentId: service.deployment.id, status: 'healthy' },
    ...{ message: 'Fine.', errorLimit: 0.01, alerts: [], problems: [] },
    ...{ slos: [slo(change)], simulated: false },
  };
  return story.tenant({ name, services: [{ ...service, measured }] });
}

describe('the order of an upgrade', () => {
  it('puts who is in trouble last, and who is not known to be healthy before them', () => {
    const [acme] = story.tenants();
    const hidden = story.tenant({ name: 'alpha', hidden: 1 });
    const nothing = story.tenant({ name: 'beta', services: [] });

    expect(order(acme, hidden, nothing, story.tenant())).toEqual([
      ...['globex calm', 'alpha unsure', 'beta unsure', 'acme trouble'],
    ]);
  });

  it('takes a budget that is spent, or spent too fast, for a risk', () => {
    const rate = {
      ...{ long: 20, short: 20, longWindow: 3600, shortWindow: 300 },
      ...{ factor: 14.4, firing: true },
    };
    expect(
      order(
        withSlo('fast', { burnRates: [rate as never] }),
        withSlo('spent', { budgetLeft: 0 }),
        withSlo('well', { budgetLeft: 0.9 }),
      ),
    ).toEqual(['well calm', 'fast budget', 'spent budget']);
  });

  it('takes the smaller quota first among equals, and one that nobody knows last', () => {
    const sized = (name: string, cpu?: number) =>
      story.tenant({
        ...{ name, usage: undefined },
        quota: cpu === undefined ? undefined : { cpu },
      });
    expect(
      order(sized('a'), sized('b', 48), sized('c', 2), sized('d', 2)),
    ).toEqual(['c calm', 'd calm', 'b calm', 'a calm']);
  });
});

describe('the waves to begin with', () => {
  const many = (count: number, change: Partial<Tenant> = {}) =>
    Array.from({ length: count }, (_, n) =>
      story.tenant({ name: `t${n}`, ...change }),
    );

  it('are of one tenant each where they are few', () => {
    expect(firstWaves(ranked(...many(2)))).toEqual({ t0: 1, t1: 2 });
  });

  it('are one alone before all others where they are many', () => {
    expect(Object.values(firstWaves(ranked(...many(7))))).toEqual([
      ...[1, 2, 2, 2, 2, 2, 2],
    ]);
  });

  it('keep who is in trouble apart from who is healthy', () => {
    const [acme] = story.tenants();
    expect(firstWaves(ranked(acme, ...many(6)))).toMatchObject({
      ...{ t0: 1, t1: 2, t5: 2, acme: 3 },
    });
  });

  it('leave none empty where nobody else is healthy', () => {
    expect(
      Object.values(firstWaves(ranked(...many(6, { hidden: 1 })))),
    ).toEqual([1, 2, 2, 2, 2, 2]);
  });
});
