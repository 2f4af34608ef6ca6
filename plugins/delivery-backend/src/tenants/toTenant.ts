import type {
  Capability,
  Tenant,
  TenantProblem,
  TenantService,
  TenantState,
  TenantSuspension,
} from '@slipway/backstage-plugin-delivery-common';
import type { TenantsConfig } from '../config/readTenantsConfig';
import type { FolderFacts } from './folderFacts';
import { isolationOf, measuredRules } from './isolation';
import type { KnownTenantFile } from './TenantStore';
import { type KnownUsage, usageOf } from './usageOf';

/** All that is known of one tenant. */
export interface TenantParts {
  name: string;
  environment?: string;
  /** Files that describe it; there should be one at most. */
  files: readonly KnownTenantFile[];
  services: TenantService[];
  hidden: number;
  usage: KnownUsage;
  factsOf: (deploymentId: string) => FolderFacts | undefined;
  /** Entities that the caller may change. */
  updatable: ReadonlySet<string>;
  may: { create: boolean; shared: boolean };
  config: TenantsConfig;
}

function stateOf(
  suspended: TenantSuspension | undefined,
  { services, hidden }: TenantParts,
): TenantState {
  if (suspended) return 'suspended';
  return services.length || hidden ? 'live' : 'described';
}

function problemsOf({ name, files }: TenantParts): TenantProblem[] {
  const own = files.flatMap(({ problems }) => problems);
  if (files.length < 2) return own;
  const paths = files.map(({ path, repository }) => `${repository}: ${path}`);
  const message = `${name} is described in ${paths.join(' and ')}; the first one counts. Remove the others.`;
  return [...own, { code: 'described-twice', message }];
}

function mayUpgrade(
  suspended: TenantSuspension | undefined,
  { name, services, updatable }: TenantParts,
): Capability {
  if (suspended) {
    return { allowed: false, reason: `${name} is suspended; resume it first.` };
  }
  if (!services.length) {
    return { allowed: false, reason: `Nothing of ${name} is deployed here.` };
  }
  return services.some(({ deployment }) => updatable.has(deployment.entityRef))
    ? { allowed: true }
    : {
        allowed: false,
        reason:
          'Only the owners of its services and those on call may upgrade it.',
      };
}

function maySuspend({
  name,
  services,
  hidden,
  files,
  updatable,
  may,
}: TenantParts): Capability {
  if (!services.length || hidden) {
    return {
      allowed: false,
      reason: hidden
        ? `${name} has services that you may not see, so you may not switch all of it.`
        : `Nothing of ${name} is deployed.`,
    };
  }
  const repositories = new Set(
    services.map(({ deployment }) => deployment.repository),
  );
  if (repositories.size > 1) {
    return {
      allowed: false,
      reason: `${name} stands in several repositories; it cannot be switched by one commit.`,
    };
  }
  const isAllowed =
    may.create &&
    (may.shared || !files.length) &&
    services.every(({ deployment }) => updatable.has(deployment.entityRef));
  return isAllowed
    ? { allowed: true }
    : {
        allowed: false,
        reason:
          'Only those who may change all of its services and its file may do this: ask for delivery.deployment.update and delivery.repository.update.',
      };
}

/** Puts together what pages show of a tenant. */
export function toTenant(parts: TenantParts): Tenant {
  const { name, files, services, config, environment } = parts;
  const [file] = files;
  const { described } = file ?? {};
  const facts = services.map(({ deployment }) => ({
    component: deployment.component,
    facts: parts.factsOf(deployment.id),
  }));
  const suspended =
    described?.suspended ??
    services.find(({ deployment }) => deployment.suspended)?.deployment
      .suspended;
  const quota = {
    ...(described?.plan ? config.plans.get(described.plan) : {}),
    ...described?.quota,
  };
  const measured = usageOf(name, environment, parts.usage);
  const hosts = facts.flatMap(each => each.facts?.hosts ?? []);
  return {
    ...{ name, services, hidden: parts.hidden },
    state: stateOf(suspended, parts),
    ...(file && { file: { repository: file.repository, path: file.path } }),
    ...{ plan: described?.plan, owner: described?.owner },
    contacts: described?.contacts ?? [],
    hosts: [...new Set([...(described?.hosts ?? []), ...hosts])],
    dataResidency: described?.dataResidency,
    retentionDays: described?.retentionDays,
    metricsRetentionDays: described?.metricsRetentionDays,
    like: described?.like,
    ...(Object.keys(quota).length && { quota }),
    ...measured,
    ...(described?.backupPlan && { backupPlan: described.backupPlan }),
    suspended,
    isolation: [
      ...isolationOf(facts),
      ...(services.length && !suspended
        ? measuredRules(measured, config, Date.now())
        : []),
    ],
    problems: problemsOf(parts),
    can: {
      upgrade: mayUpgrade(suspended, parts),
      suspend: maySuspend(parts),
    },
  };
}
