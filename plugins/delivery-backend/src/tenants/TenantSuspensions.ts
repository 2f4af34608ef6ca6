import type { TenantSuspension } from '@slipway/backstage-plugin-delivery-common';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { DeploymentRow } from '../database/rows';
import type { TenantStore } from './TenantStore';

type Row = Pick<DeploymentRow, 'id' | 'repository' | 'tenant'>;

function keyOf(repository: string, tenant: string): string {
  return `${repository}\0${tenant}`;
}

/** Says which deployments belong to a tenant that is switched off. */
export class TenantSuspensions {
  readonly #store: TenantStore;
  readonly #deployments: DeploymentStore;

  private constructor(store: TenantStore, deployments: DeploymentStore) {
    this.#store = store;
    this.#deployments = deployments;
  }

  static create(options: { store: TenantStore; deployments: DeploymentStore }) {
    return new TenantSuspensions(options.store, options.deployments);
  }

  /** Of rows, by their id. A file speaks for the deployments of its repository. */
  async ofRows(rows: readonly Row[]): Promise<Map<string, TenantSuspension>> {
    const result = new Map<string, TenantSuspension>();
    if (!rows.some(({ tenant }) => tenant)) return result;
    const known = await this.#known();
    for (const { id, repository, tenant } of rows) {
      const found = tenant && known.get(keyOf(repository, tenant));
      if (found) result.set(id, found);
    }
    return result;
  }

  /** The same where only ids are known. */
  async ofIds(ids: readonly string[]): Promise<Map<string, TenantSuspension>> {
    const known = await this.#known();
    return known.size
      ? this.ofRows(await this.#deployments.getMany([...ids]))
      : new Map();
  }

  async #known(): Promise<Map<string, TenantSuspension>> {
    const files = await this.#store.suspended();
    return new Map(
      files.map(({ repository, name, described }) => [
        keyOf(repository, name),
        described.suspended!,
      ]),
    );
  }
}
