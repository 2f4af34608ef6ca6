import type {
  Change,
  RoomResponse,
  Tenant,
  TenantChangePlan,
  TenantService,
  Upgrade,
  UpgradeItem,
} from '@slipway/backstage-plugin-delivery-common';
import {
  COMMITS,
  DAY,
  HOUR,
  MINUTE,
  STORY_NOW,
  deployment,
  iso,
} from './landscape';

const GIB = 2 ** 30;

/** A service of a tenant, healthy unless a test says otherwise. */
export function tenantService(
  owner: string,
  component: string,
  version: string,
  change: Partial<TenantService> = {},
): TenantService {
  const base = deployment({ tenant: owner });
  return {
    deployment: {
      ...base,
      id: `prod-${owner}-${component}`,
      ...{ component, entityRef: `component:default/${component}` },
      desired: { ...base.desired, version },
      live: { ...base.live, version },
    },
    ...change,
  };
}

/** 2.4.0 of payments burns at acme. */
function burning(): TenantService {
  const service = tenantService('acme', 'payments', '2.4.0');
  return {
    ...service,
    measured: {
      ...{ deploymentId: service.deployment.id, status: 'burning' },
      message: '143 of 3,400 requests fail, 0.2 % before.',
      ...{ errorLimit: 0.01, slos: [], alerts: [], problems: [] },
      simulated: false,
    },
  };
}

/** The same, scaled to none. */
export function switchedOff(service: TenantService): TenantService {
  const { live } = service.deployment;
  const none = { ...live, replicas: { desired: 0, ready: 0 } };
  return { deployment: { ...service.deployment, live: none } };
}

/** A tenant that is fine. */
export function tenant(change: Partial<Tenant> = {}): Tenant {
  const { name = 'globex' } = change;
  return {
    ...{ name, state: 'live', plan: 'medium', owner: 'team-care-2' },
    ...{ contacts: [], hosts: [`shop.${name}.example`], retentionDays: 90 },
    quota: { cpu: 12, memory: 32 * GIB, storage: 200 * GIB },
    usage: {
      used: { cpu: 6.1, memory: 17 * GIB, storage: 180 * GIB },
      hard: { cpu: 12, memory: 32 * GIB, storage: 200 * GIB },
      measuredAt: iso(STORY_NOW),
    },
    backup: { at: iso(STORY_NOW - 52 * MINUTE), schedule: name },
    backupPlan: { every: 'PT1H', keptDays: 30 },
    services: [
      tenantService(name, 'payments', '2.3.1'),
      tenantService(name, 'cart', '2.9.0'),
    ],
    hidden: 0,
    isolation: [
      ...(['network', 'quota', 'limits'] as const).map(rule => ({
        ...{ rule, answer: 'yes' as const, without: [], unknown: [] },
        message: 'payments: the object stands in Git.',
      })),
      {
        ...{ rule: 'token', answer: 'no', unknown: [] },
        without: ['cart', 'loyalty'],
        message: 'cart: Deployment cart does not say so.',
      },
    ],
    problems: [],
    can: { upgrade: { allowed: true }, suspend: { allowed: true } },
    ...change,
  };
}

/** acme burns, globex is fine, hooli is suspended. */
export function tenants(): Tenant[] {
  return [
    tenant({
      ...{ name: 'acme', plan: 'large', owner: 'team-care-1' },
      services: [
        burning(),
        tenantService('acme', 'cart', '2.9.0'),
        tenantService('acme', 'reports', '0.9.4'),
      ],
      backup: undefined,
    }),
    tenant(),
    tenant({
      ...{ name: 'hooli', state: 'suspended' },
      services: [switchedOff(tenantService('hooli', 'payments', '2.2.3'))],
      suspended: {
        since: iso(STORY_NOW - 17 * DAY),
        by: 'user:default/lead-platform',
        reason: 'contract ended',
        dataKeptUntil: '2026-12-02',
      },
      can: {
        upgrade: {
          allowed: false,
          reason: 'hooli is suspended; resume it first.',
        },
        suspend: { allowed: true },
      },
    }),
  ];
}

/** The cluster of the story has room for another tenant. */
export function room(
  change: Partial<RoomResponse['items'][number]> = {},
): RoomResponse {
  return {
    items: [
      {
        cluster: 'eu-2',
        reserved: { cpu: 58, memory: 212 * GIB, storage: 1900 * GIB },
        capacity: { cpu: 96, memory: 384 * GIB },
        measuredAt: iso(STORY_NOW),
        ...change,
      },
    ],
  };
}

/** What suspending globex would change. */
export function switchPlan(
  change: Partial<TenantChangePlan> = {},
): TenantChangePlan {
  const path = 'prod/globex/cart/values.yaml';
  return {
    ...{ repository: 'gitops-retail', head: COMMITS.v231 },
    files: [
      {
        ...{ path, status: 'changed' },
        before: 'image: x\nreplicas: 3\n',
        after: 'image: x\nreplicas: 0\n',
      },
      {
        ...{ path: 'tenants/globex.yaml', status: 'changed' },
        before: 'plan: medium\n',
        after: 'plan: medium\nsuspended:\n  reason: unpaid\n',
      },
    ],
    scaled: [
      {
        ...{ component: 'cart', environment: 'prod', file: path },
        ...{ from: 3, to: 0 },
      },
    ],
    left: [
      'prod/globex/web: values.yaml names no replicas; it stays as it is.',
    ],
    ...change,
  };
}

/** A change that is in Git. */
export function committedChange(): Change {
  return {
    ...{ id: 'c-1', repository: 'gitops-retail', kind: 'update' },
    ...{ state: 'committed', subject: 'Suspend tenant globex' },
    ...{ reason: 'unpaid', requestedBy: 'user:default/oncall-1' },
    ...{ requestedAt: iso(STORY_NOW), paths: [], message: 'Changed.' },
  };
}

/** One deployment of an upgrade. */
export function upgradeItem(change: Partial<UpgradeItem> = {}): UpgradeItem {
  const { tenant: name = 'globex' } = change;
  return {
    ...{ deploymentId: `prod-${name}-cart`, component: 'cart', tenant: name },
    ...{ entityRef: 'component:default/cart', environment: 'prod' },
    ...{ fromVersion: '2.9.0', toVersion: '2.9.1', state: 'waiting' },
    message: '11 checks ok.',
    checks: [
      {
        ...{ id: 'one-line', title: 'One line', status: 'ok', tookMs: 1 },
        message: 'The commit changes one line.',
      },
    ],
    ...change,
  };
}

/** cart goes to 2.9.1, globex first, then acme. */
export function upgrade(change: Partial<Upgrade> = {}): Upgrade {
  return {
    ...{ id: 'u-1', state: 'planned', reason: 'CVE-2026-1' },
    ...{ requestedBy: 'user:default/dev-4', soakSeconds: 1800 },
    accepted: [],
    requestedAt: iso(STORY_NOW - HOUR),
    ...{ message: 'Planned; waits to be started.', wave: 1, hidden: 0 },
    waves: [
      { items: [upgradeItem()] },
      {
        items: [
          upgradeItem({
            ...{ tenant: 'acme', state: 'blocked' },
            message:
              'payments is burning in acme; it waits until that is over.',
          }),
        ],
      },
    ],
    can: { start: true, stop: false, abandon: true },
    ...change,
  };
}
