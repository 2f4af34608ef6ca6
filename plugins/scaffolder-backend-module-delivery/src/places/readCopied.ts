import { InputError } from '@backstage/errors';
import type {
  Deployment,
  DeploymentFiles,
  RepositorySummary,
} from '@slipway/backstage-plugin-delivery-common';
import type { DeliveryClient } from '../clients/DeliveryClient';
import type { CallOptions } from '../clients/PluginClient';
import type { ValueChange } from '../yaml/setValue';
import { describePlace } from './placeInput';
import { readTenantSource, type TenantSource } from './planTenantFiles';
import { hostsOf } from './renameHosts';
import type { QuotaAmounts } from './setQuota';

/** What is copied, and how it shall differ. */
export interface EnvironmentCopy {
  from: string;
  to: string;
  tenant?: string;
  toTenant?: string;
  cluster?: string;
  repository?: string;
  /** All when absent. */
  services?: { component: string; version?: string }[];
  versions?: 'wanted' | 'live';
  replicas?: number;
  values?: (ValueChange & { file: string; component?: string })[];
  leaveOut?: string[];
  /** Host names that shall be others in the copy. */
  hosts?: { from: string; to: string }[];
  /** Whether the environment must be new. */
  isNew?: boolean;
}

/** What a copy is worked out with. */
export interface Copying {
  delivery: DeliveryClient;
  repositories: readonly RepositorySummary[];
  options: CallOptions;
  copy: EnvironmentCopy;
  expires?: string;
  /** What a new tenant may use. */
  quota?: QuotaAmounts;
}

/** Asked for at once: a folder each, and the plugin answers from its copy. */
const AT_ONCE = 8;

function chosen(all: readonly Deployment[], copy: EnvironmentCopy) {
  const here = all.filter(
    ({ tenant, repository }) =>
      tenant === copy.tenant &&
      (!copy.repository || repository === copy.repository),
  );
  if (!copy.services) return here;
  return copy.services.map(({ component }) => {
    const found = here.filter(item => item.component === component);
    if (found.length !== 1) {
      throw new InputError(
        `There ${found.length ? 'are several deployments' : 'is no deployment'} of ${describePlace({ component, environment: copy.from, tenant: copy.tenant })}.`,
      );
    }
    return found[0];
  });
}

/** A deployment and its folder. */
export interface Source {
  deployment: Deployment;
  files: DeploymentFiles;
}

async function readSources(
  { delivery, options }: Copying,
  deployments: readonly Deployment[],
): Promise<Source[]> {
  const sources: Source[] = [];
  for (let index = 0; index < deployments.length; index += AT_ONCE) {
    const some = deployments.slice(index, index + AT_ONCE);
    const read = some.map(async deployment => ({
      ...{ deployment, files: await delivery.files(deployment.id, options) },
    }));
    sources.push(...(await Promise.all(read)));
  }
  return sources;
}

/** The one repository that all of it stands in. */
function onlyRepository(
  sources: readonly Deployment[],
  { from }: EnvironmentCopy,
): string {
  const [first, ...more] = new Set(sources.map(each => each.repository));
  if (more.length) {
    throw new InputError(
      `${from} stands in several repositories: ${[first, ...more].join(', ')}. Copy each by naming the repository.`,
    );
  }
  return first;
}

/** Whether another tenant comes of it. */
export function newTenant({ tenant, toTenant }: EnvironmentCopy) {
  return toTenant && tenant !== toTenant
    ? { to: toTenant, ...(tenant && { from: tenant }) }
    : undefined;
}

/** Reads what is chosen, and what belongs to its tenant when another one comes of it. */
export async function readAll(copying: Copying): Promise<{
  repository: string;
  read: Source[];
  beside?: TenantSource;
}> {
  const { delivery, options, copy } = copying;
  const { from, tenant } = copy;
  const place = { environment: from, tenant };
  const sources = chosen(await delivery.deployments(place, options), copy);
  if (!sources.length) {
    throw new InputError(`There is nothing to copy in ${from}.`);
  }
  const repository = onlyRepository(sources, copy);
  const names = newTenant(copy);
  const [read, beside] = await Promise.all([
    readSources(copying, sources),
    names?.from
      ? readTenantSource(delivery, { tenant: names.from, repository }, options)
      : undefined,
  ]);
  return { repository, read, ...(beside && { beside }) };
}

/** Host names that all of it answers to, in lower case. */
export function hostsOfAll({
  read,
  beside,
}: {
  read: Source[];
  beside?: TenantSource;
}) {
  const files = [
    ...read.flatMap(each => each.files.files),
    ...(beside?.files ?? []),
  ];
  return new Set(files.flatMap(({ path, text }) => hostsOf(path, text ?? '')));
}
