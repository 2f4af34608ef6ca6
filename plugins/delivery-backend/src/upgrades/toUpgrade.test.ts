import type { UpgradeItemRow, UpgradeRow } from './rows';
import { toUpgrade } from './toUpgrade';

const row: UpgradeRow = {
  ...{ id: 'u', idempotency_key: 'k', requested_by: 'user:default/a', turn: 0 },
  started_by: null,
  ...{ requested_at: '2026-11-22T12:00:00.000Z', ended_at: null },
  ...{ state: 'running', soak_seconds: 60, accepted: '[]' },
  request: JSON.stringify({ reason: 'Why', waves: [] }),
  message: 'cart in acme waits.',
};

const item = (
  position: number,
  entity: string,
  change: Partial<UpgradeItemRow> = {},
): UpgradeItemRow => ({
  ...{ upgrade_id: 'u', position, wave: position, attempt: 1 },
  ...{
    deployment_id: `d-${position}`,
    entity_ref: `component:default/${entity}`,
  },
  place: JSON.stringify({
    component: entity,
    environment: 'prod',
    tenant: 'acme',
  }),
  ...{ from_version: '1', to_version: '2', expected_commit: 'c' },
  ...{ state: 'waiting', operation_id: null, soaking_since: null },
  begun_by: null,
  ...{ checks: '[]', message: 'Waits.' },
  ...change,
});

const cart = 'component:default/cart';
const shop = 'component:default/shop';
const all = {
  readable: new Set([cart, shop]),
  updatable: new Set([cart, shop]),
};

describe('an upgrade as it is shown', () => {
  it('says which wave is at work, and what may be done', () => {
    const items = [item(0, 'cart', { state: 'done' }), item(1, 'shop')];
    expect(toUpgrade(row, items, all)).toMatchObject({
      ...{ wave: 2, hidden: 0, reason: 'Why', message: row.message },
      can: { start: false, stop: true, abandon: false },
    });
  });

  it('names nothing that the viewer may not see, and counts it', () => {
    const viewer = { readable: new Set([shop]), updatable: new Set([shop]) };
    const shown = toUpgrade(row, [item(0, 'cart'), item(1, 'shop')], viewer);

    expect(shown.hidden).toBe(1);
    expect(shown.waves.map(({ items }) => items.length)).toEqual([0, 1]);
    expect(JSON.stringify(shown)).not.toContain('cart');
    expect(shown.can).toEqual({ start: false, stop: false, abandon: false });
  });

  it('names versions that were let pass to those who may see their service', () => {
    const versionsLetPass = [
      { component: 'cart', version: '2' },
      { component: 'shop', version: '2' },
    ];
    const request = JSON.stringify({ reason: 'Why', versionsLetPass });
    const items = [item(0, 'cart'), item(1, 'shop')];
    const viewer = { readable: new Set([shop]), updatable: new Set<string>() };
    const seenBy = (who: typeof viewer) =>
      toUpgrade({ ...row, request }, items, who).versionsLetPass;

    expect(seenBy(all)).toEqual(versionsLetPass);
    expect(seenBy(viewer)).toEqual([versionsLetPass[1]]);
    expect(toUpgrade(row, items, all)).not.toHaveProperty('versionsLetPass');
  });

  it('goes on with the next wave when all of one are done or set aside', () => {
    const items = [
      item(0, 'cart', { state: 'set-aside' }),
      item(1, 'shop', { state: 'set-aside' }),
      item(2, 'cart'),
    ];
    expect(toUpgrade(row, items, all).wave).toBe(3);
  });

  it('shows the worst check first, and as the reason of a block', () => {
    const checks = [
      { id: 'a', title: 'A', status: 'ok', message: 'Fine.', tookMs: 1 },
      { id: 'b', title: 'B', status: 'block', message: 'Burning.', tookMs: 1 },
    ];
    const blocked = item(0, 'cart', {
      ...{ state: 'blocked', checks: JSON.stringify(checks) },
    });
    const [{ items }] = toUpgrade(row, [blocked], all).waves;
    expect(items[0].message).toBe('Burning.');
    expect(items[0].checks.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('does not say by a block what a check says only to others', () => {
    const checks = [
      {
        ...{ id: 'c', title: 'C', status: 'block', tookMs: 1 },
        ...{
          message: 'secret-service breaks.',
          about: ['component:default/secret-service'],
        },
      },
    ];
    const blocked = item(0, 'cart', {
      ...{ state: 'blocked', checks: JSON.stringify(checks) },
      message: 'secret-service breaks.',
    });
    const shown = JSON.stringify(toUpgrade(row, [blocked], all));
    expect(shown).not.toContain('secret-service');
  });

  it('has nothing left to do once it has ended', () => {
    const ended = { ...row, state: 'completed', ended_at: row.requested_at };
    const items = [item(0, 'cart', { state: 'done' })];
    expect(toUpgrade(ended, items, all)).toMatchObject({
      ...{ wave: 1, endedAt: row.requested_at },
      can: { start: false, stop: false, abandon: false },
    });
  });
});
