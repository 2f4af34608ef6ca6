import type { UpgradeRequest } from '@slipway/backstage-plugin-delivery-common';
import type { Lease, LeaseStore } from '../leases/LeaseStore';
import { LeaseLostError } from '../operations/OperationRun';
import type { ChangePublisher } from '../runtime/ChangePublisher';
import type { UpgradeItemRow, UpgradeRow } from './rows';
import type { UpgradeStore } from './UpgradeStore';

/**
 * One upgrade in the hands of one replica, for one look at it. Everything it
 * writes goes through here, under the lease.
 */
export class UpgradeRun {
  readonly row: UpgradeRow;
  readonly items: UpgradeItemRow[];
  readonly signal: AbortSignal;
  readonly #store: UpgradeStore;
  readonly #leases: LeaseStore;
  readonly #lease: Lease;
  readonly #changes: Pick<ChangePublisher, 'tenantsChanged'>;

  constructor(options: {
    row: UpgradeRow;
    items: UpgradeItemRow[];
    lease: Lease;
    leases: LeaseStore;
    store: UpgradeStore;
    changes: Pick<ChangePublisher, 'tenantsChanged'>;
    signal: AbortSignal;
  }) {
    this.row = options.row;
    this.items = options.items;
    this.signal = options.signal;
    this.#store = options.store;
    this.#leases = options.leases;
    this.#lease = options.lease;
    this.#changes = options.changes;
  }

  /** Why, and what a person accepts without an answer. */
  get request(): Pick<UpgradeRequest, 'reason'> & { accept: string[] } {
    const { reason } = JSON.parse(this.row.request) as UpgradeRequest;
    return { reason, accept: JSON.parse(this.row.accepted) as string[] };
  }

  /** Before something that cannot be taken back. @throws LeaseLostError */
  async assertLease() {
    if (this.signal.aborted || !(await this.#leases.renew(this.#lease))) {
      throw new LeaseLostError();
    }
  }

  /** Changes an item; says nothing twice. @throws LeaseLostError */
  async setItem(
    item: UpgradeItemRow,
    change: Partial<UpgradeItemRow>,
  ): Promise<void> {
    const differs = Object.entries(change).some(
      ([key, value]) => item[key as keyof UpgradeItemRow] !== value,
    );
    if (!differs) return;
    if (!(await this.#store.updateItem(this.row, item, change, this.#lease))) {
      throw new LeaseLostError();
    }
    Object.assign(item, change);
    await this.#changes.tenantsChanged();
  }

  /** Changes the upgrade; says nothing twice. @throws LeaseLostError */
  async set(change: Partial<UpgradeRow>): Promise<void> {
    const differs = Object.entries(change).some(
      ([key, value]) => this.row[key as keyof UpgradeRow] !== value,
    );
    if (!differs) return;
    if (!(await this.#store.update(this.row, change, this.#lease))) {
      throw new LeaseLostError();
    }
    Object.assign(this.row, change);
    await this.#changes.tenantsChanged();
  }
}
