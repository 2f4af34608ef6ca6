import type {
  Deployment,
  TenantSuspension,
} from '@slipway/backstage-plugin-delivery-common';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { DeploymentRow } from '../database/rows';
import type { TenantSuspensions } from '../tenants/TenantSuspensions';
import type { UpgradeItemRow } from './rows';

/** What it looks at. */
export interface AbsentTenantsOptions {
  deployments: Pick<DeploymentStore, 'getMany'>;
  suspensions: Pick<TenantSuspensions, 'ofRows'>;
}

const IDS_PER_QUERY = 500;

/** Why nothing is brought to a folder that is no longer there. */
export const GONE =
  'Its folder was removed from Git: the service is gone, or the whole tenant. It is set aside, and nothing waits for it.';

function suspendedWords(
  tenant: string,
  { by, reason }: TenantSuspension,
): string {
  // Files say who as a reference; a sentence needs the name.
  const who = by.slice(by.lastIndexOf('/') + 1);
  return `${tenant} was suspended by ${who}: ${reason.replace(/\.+$/, '')}. It is set aside, and nothing waits for it; resumed before this wave is over, it takes part again.`;
}

/** Says for which deployments of an upgrade there is nobody to bring it to. */
export class AbsentTenants {
  readonly #options: AbsentTenantsOptions;

  private constructor(options: AbsentTenantsOptions) {
    this.#options = options;
  }

  static create(options: AbsentTenantsOptions) {
    return new AbsentTenants(options);
  }

  /** Why each of them is set aside, in words, by the id of its deployment. */
  async of(items: readonly UpgradeItemRow[]): Promise<Map<string, string>> {
    const rows = await this.#rows(items.map(item => item.deployment_id));
    const there = rows.filter(({ removed_at: removedAt }) => !removedAt);
    const suspended = await this.#options.suspensions.ofRows(there);
    const present = new Set(there.map(({ id }) => id));
    return new Map(
      items.flatMap(({ deployment_id: id, place }) => {
        if (!present.has(id)) return [[id, GONE]];
        const { tenant = '' } = JSON.parse(place) as Deployment;
        const suspension = suspended.get(id);
        return suspension ? [[id, suspendedWords(tenant, suspension)]] : [];
      }),
    );
  }

  async #rows(ids: readonly string[]): Promise<DeploymentRow[]> {
    const rows: DeploymentRow[] = [];
    for (let from = 0; from < ids.length; from += IDS_PER_QUERY) {
      const part = ids.slice(from, from + IDS_PER_QUERY);
      rows.push(...(await this.#options.deployments.getMany(part)));
    }
    return rows;
  }
}
