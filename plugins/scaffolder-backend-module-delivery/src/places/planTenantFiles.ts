import {
  type Deployment,
  type DeploymentFile,
  type RepositorySummary,
  rootFor,
} from '@slipway/backstage-plugin-delivery-common';
import type { DeliveryClient } from '../clients/DeliveryClient';
import type { CallOptions } from '../clients/PluginClient';
import { type CopiedTenant, copyTenantFiles } from './copyTenantFiles';
import type { Renaming } from './renameHosts';
import type { QuotaAmounts } from './setQuota';

/** What belongs to the tenant that is copied, beside its deployments. */
export interface TenantSource {
  files: DeploymentFile[];
  /** Folders of all its deployments. */
  folders: string[];
  /** Host names that its file says, in lower case. */
  hosts: string[];
}

/** Reads it; everything, because a part of a tenant's isolation is none. */
export async function readTenantSource(
  delivery: Pick<DeliveryClient, 'tenantFiles' | 'deployments'>,
  { tenant, repository }: { tenant: string; repository: string },
  options: CallOptions,
): Promise<TenantSource> {
  const [{ items }, all] = await Promise.all([
    delivery.tenantFiles(tenant, options),
    delivery.deployments({ tenant }, options),
  ]);
  const own = items.find(each => each.repository === repository);
  return {
    ...{ files: own?.files ?? [], hosts: own?.hosts ?? [] },
    folders: all.map(({ path }) => path),
  };
}

/** A deployment and the place of its copy. */
export interface CopiedPlace {
  source: Deployment;
  environment: string;
  tenant?: string;
  cluster?: string;
  folder: string;
}

/** The folders that are new with a copy: one that is its tenant's or its environment's alone, else its own. */
export function newFoldersOf(
  places: readonly CopiedPlace[],
  repository: RepositorySummary | undefined,
  field: 'tenant' | 'environment' | undefined,
): string[] {
  const { layouts = [], environments } = repository ?? {};
  const roots = places.map(({ source: { component }, folder, ...place }) => {
    const root =
      field && rootFor(layouts, { ...place, component }, field, environments);
    return root ?? folder;
  });
  return [...new Set(roots)];
}

/** The files beside the deployments, for another tenant. */
export function planTenantFiles(
  { files, folders }: TenantSource,
  places: readonly CopiedPlace[],
  repository: RepositorySummary | undefined,
  copy: {
    from: string;
    to: string;
    renaming: Renaming;
    ownHosts: ReadonlySet<string>;
    quota: QuotaAmounts;
  },
): CopiedTenant {
  const { layouts = [], environments, tenantFiles = [] } = repository ?? {};
  const roots = new Map<string, string>();
  for (const { source, folder: _, ...place } of places) {
    const { component, environment, tenant, cluster } = source;
    const [before, after] = [
      { environment, tenant, cluster, component },
      { ...place, component },
    ].map(each => rootFor(layouts, each, 'tenant', environments));
    if (before && after) roots.set(before, after);
  }
  const copied = places.map(({ source }) => source.path);
  const others = folders.filter(path => !copied.includes(path));
  return copyTenantFiles(files, {
    ...{ ...copy, roots, tenantFiles, copied, others },
  });
}
