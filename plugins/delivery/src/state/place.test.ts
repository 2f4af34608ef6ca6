import * as story from '../__fixtures__/story';
import { groupTenants } from '../deployments/tenantGroups';
import type { DeliveryWords } from '../translation';
import { ownerOf, placeOf, shortName, sortDeployments } from './place';

const t = ((_: string, values: { environment: string; tenant: string }) =>
  `${values.environment} · ${values.tenant}`) as unknown as DeliveryWords;

describe('places', () => {
  it('name the tenant where there is one', () => {
    expect(placeOf({ environment: 'acc' }, t)).toBe('acc');
    expect(placeOf({ environment: 'prod', tenant: 'acme' }, t)).toBe(
      'prod · acme',
    );
  });

  it('are sorted nearest to customers first, unknown ones last', () => {
    const all = [
      ...story.deployments(),
      story.deployment({ environment: 'gone' }),
    ];

    const sorted = sortDeployments(all, story.environments());

    expect(sorted.map(d => d.id)).toEqual([
      'prod-acme',
      'prod-globex',
      'acc',
      'qa',
      'dev',
      'gone',
    ]);
    expect(all[0].id).toBe('dev');
  });

  it('call persons by their short name, and keep what is no reference', () => {
    expect(shortName('user:default/oncall-1')).toBe('oncall-1');
    expect(shortName('Jane Doe')).toBe('Jane Doe');
    expect(shortName('')).toBe('');
  });

  it('know the owner by relation, else by the spec', () => {
    const entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'payments', namespace: 'retail' },
      spec: { owner: 'team-payments' },
    };

    expect(ownerOf(entity)).toBe('group:retail/team-payments');
    expect(
      ownerOf({
        ...entity,
        relations: [{ type: 'ownedBy', targetRef: 'group:default/other' }],
      }),
    ).toBe('group:default/other');
    expect(ownerOf({ ...entity, spec: {} })).toBeUndefined();
  });
});

describe('groupTenants', () => {
  const tenants = Array.from({ length: 12 }, (_, n) =>
    story.deployment({
      id: `t${n}`,
      tenant: `t${n}`,
      health: { status: n === 3 ? 'degraded' : 'healthy' },
    }),
  );
  const none = new Set<string>();

  it('shows up to six tenants each for itself', () => {
    const entries = groupTenants(tenants.slice(4, 10), none);

    expect(entries.map(entry => entry.kind)).toEqual(Array(6).fill('lane'));
  });

  it('folds the fine ones of more, and leaves the bad ones outside', () => {
    const entries = groupTenants(tenants, none);

    expect(entries).toHaveLength(2);
    expect(entries[0]).toMatchObject({ deployment: { id: 't3' } });
    expect(entries[1]).toMatchObject({ kind: 'more', environment: 'prod' });
  });

  it('never folds the chosen one, nor one that is not known to be fine', () => {
    const unknown = { ...tenants[5], health: { status: 'unknown' } as const };
    const all = [...tenants.slice(0, 5), unknown, ...tenants.slice(6)];

    const lanes = groupTenants(all, none, 't8').filter(e => e.kind === 'lane');

    expect(lanes.map(e => e.deployment.id)).toEqual(['t3', 't5', 't8']);
  });

  it('opens on request', () => {
    expect(groupTenants(tenants, new Set(['prod']))).toHaveLength(12);
  });
});
