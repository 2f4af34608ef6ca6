import { dump } from 'js-yaml';

/** A customer of the invented company. */
export interface StoryTenant {
  name: string;
  /** As `delivery.tenants.plans` of the sandbox names it. */
  plan: string;
  owner: string;
  host: string;
  retentionDays: number;
  /** Cores, and GiB. */
  quota: { cpu: number; memory: number; storage: number };
  /** GiB that its databases take. */
  stored: number;
}

export const STORY_TENANTS: readonly StoryTenant[] = [
  {
    ...{ name: 'acme', plan: 'large', owner: 'team-care-1' },
    ...{ host: 'shop.acme.example', retentionDays: 90, stored: 310 },
    quota: { cpu: 24, memory: 64, storage: 500 },
  },
  {
    ...{ name: 'globex', plan: 'medium', owner: 'team-care-2' },
    ...{ host: 'shop.globex.example', retentionDays: 90, stored: 180 },
    quota: { cpu: 12, memory: 32, storage: 200 },
  },
];

function describe(tenant: StoryTenant): string {
  const { name, plan, owner, host, retentionDays } = tenant;
  return dump({
    ...{ name, plan, owner, contacts: [`it@${name}.example`] },
    ...{ hosts: [host], dataResidency: 'eu', retentionDays },
    backup: { every: 'PT1H', keptDays: 30 },
  });
}

/** What keeps the namespace of a tenant apart. */
function isolation({ quota }: StoryTenant): string {
  return [
    {
      ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
      metadata: { name: 'default-deny' },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    },
    {
      ...{ apiVersion: 'v1', kind: 'ResourceQuota' },
      metadata: { name: 'quota' },
      spec: {
        hard: {
          'requests.cpu': String(quota.cpu),
          'requests.memory': `${quota.memory}Gi`,
          'requests.storage': `${quota.storage}Gi`,
        },
      },
    },
    {
      ...{ apiVersion: 'v1', kind: 'LimitRange' },
      metadata: { name: 'limits' },
      spec: { limits: [{ type: 'Container', default: { memory: '256Mi' } }] },
    },
  ]
    .map(object => dump(object))
    .join('---\n');
}

/** Files of the repository that are about tenants, by their path. */
export function tenantFiles(): [path: string, text: string][] {
  return STORY_TENANTS.flatMap(tenant => [
    [`tenants/${tenant.name}.yaml`, describe(tenant)],
    [`prod/${tenant.name}/isolation.yaml`, isolation(tenant)],
  ]);
}
