import type {
  Deployment,
  Tenant,
} from '@slipway/backstage-plugin-delivery-common';
import type { DeploymentList } from '../deployments/readDeployments';
import type { Resource } from '../live/useResource';
import { failureMessage } from '../api/errors';
import { changedBy, type UpgradeDraft } from './upgradePlan';

/** A version that stands nowhere, or of which nobody could tell. */
export interface VersionDoubt {
  component: string;
  version: string;
  /** Why it could not be looked up; absent when it was, and not found. */
  cause?: string;
}

/** Names a doubt, to keep that a person knows of it. */
export function doubtKey({ component, version }: VersionDoubt): string {
  return `${component} ${version}`;
}

function stands(
  all: readonly Deployment[],
  component: string,
  version: string,
): boolean {
  return all.some(
    each =>
      each.component === component &&
      (each.desired.version === version || each.live.version === version),
  );
}

/** What is chosen and would change something. */
function chosenIn(
  tenants: readonly Tenant[],
  draft: Pick<UpgradeDraft, 'versions'>,
): VersionDoubt[] {
  const components = tenants
    .flatMap(tenant => changedBy(tenant, draft))
    .map(({ deployment }) => deployment.component);
  return [...new Set(components)].map(component => ({
    component,
    version: draft.versions[component].trim(),
  }));
}

/**
 * Versions that no deployment wants or runs, as far as the person may see. A
 * slip of a finger is among them, and so is what was never tried anywhere.
 *
 * @returns undefined while it is looked up
 */
export function doubtsOf(
  tenants: readonly Tenant[],
  draft: Pick<UpgradeDraft, 'versions'>,
  everywhere: Pick<Resource<DeploymentList>, 'value' | 'error'>,
): VersionDoubt[] | undefined {
  const own = tenants.flatMap(({ services }) =>
    services.map(({ deployment }) => deployment),
  );
  const all = [...own, ...(everywhere.value?.items ?? [])];
  const unseen = chosenIn(tenants, draft).filter(
    ({ component, version }) => !stands(all, component, version),
  );
  const { value } = everywhere;
  if (value && value.total > value.items.length) {
    const cause = `only ${value.items.length} of ${value.total} deployments were read`;
    return unseen.map(each => ({ ...each, cause }));
  }
  if (!unseen.length || value) return unseen;
  const { error } = everywhere;
  if (!error) return undefined;
  const cause = failureMessage(error);
  return unseen.map(each => ({ ...each, cause }));
}
