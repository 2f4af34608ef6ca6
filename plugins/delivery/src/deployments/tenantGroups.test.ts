import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import * as story from '../__fixtures__/story';
import { MOST_TENANTS, groupTenants } from './tenantGroups';

const tenant = (n: number, change: Partial<Deployment> = {}) =>
  story.deployment({ tenant: `t${n}`, ...change });
const tenants = (count: number) =>
  Array.from({ length: count }, (_, n) => tenant(n));
const NONE: ReadonlySet<string> = new Set();

const shape = (entries: ReturnType<typeof groupTenants>) =>
  entries.map(entry =>
    entry.kind === 'lane'
      ? entry.deployment.id
      : `${entry.environment}+${entry.deployments.length}`,
  );

describe('groupTenants', () => {
  it('shows a row for each while there are few', () => {
    expect(groupTenants(tenants(MOST_TENANTS), NONE)).toHaveLength(
      MOST_TENANTS,
    );
  });

  it('folds the fine ones when there are many', () => {
    expect(shape(groupTenants(tenants(12), NONE))).toEqual(['prod+12']);
  });

  it.each([
    ['in trouble', { health: { status: 'degraded' } }],
    ['not known', { health: { status: 'unknown' } }],
    ['held', { hold: { version: '2.3.1', by: 'x', reason: 'y' } }],
    ['to mend', { problems: [{ code: 'unreadable', message: 'No YAML.' }] }],
    ['stale', { live: { stale: true } }],
    ['out of sync', { sync: { status: 'out-of-sync' } }],
    ['at work', { operation: story.operationSummary() }],
  ] as [string, Partial<Deployment>][])(
    'keeps a tenant outside that is %s',
    (_, change) => {
      const all = [...tenants(8), tenant(8, change)];

      expect(shape(groupTenants(all, NONE))).toEqual(['prod-t8', 'prod+8']);
    },
  );

  it('never folds what is measured to be anything but healthy', () => {
    const measured = (
      status: 'healthy' | 'too-few' | 'burning',
      n: number,
    ) => ({
      ...tenant(n),
      measured: story.measured({ status }),
    });
    const fine = Array.from({ length: 8 }, (_, n) => measured('healthy', n));
    const all = [...fine, measured('too-few', 8), measured('burning', 9)];

    expect(shape(groupTenants(all, NONE))).toEqual([
      'prod-t8',
      'prod-t9',
      'prod+8',
    ]);
  });

  it('keeps the chosen lane in sight', () => {
    expect(shape(groupTenants(tenants(8), NONE, 'prod-t3'))).toEqual([
      'prod-t3',
      'prod+7',
    ]);
  });

  it('opens one environment and leaves the others folded', () => {
    const acc = tenants(8).map(d => ({ ...d, environment: 'acc' }));
    const entries = groupTenants([...tenants(8), ...acc], new Set(['prod']));

    expect(entries.filter(entry => entry.kind === 'lane')).toHaveLength(8);
    expect(shape(entries).at(-1)).toBe('acc+8');
  });

  it('keeps the order of the environments', () => {
    const acc = story.deployment({ environment: 'acc' });

    expect(shape(groupTenants([...tenants(9), acc], NONE))).toEqual([
      'prod+9',
      'acc',
    ]);
  });
});
