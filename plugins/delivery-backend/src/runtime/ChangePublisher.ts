import { EventEmitter } from 'node:events';
import {
  DELIVERY_SIGNAL_CHANNEL,
  type DeliverySignal,
} from '@slipway/backstage-plugin-delivery-common';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { pause } from '../leases/runUnderLease';
import type { DeploymentStore } from '../database/DeploymentStore';

/**
 * Tells browsers, and the operations at work in this process, that something
 * changed. Signals carry ids only; who may see what is decided when they ask.
 */
export class ChangePublisher {
  readonly #signals: SignalsService;
  readonly #deployments: DeploymentStore;
  readonly #local = new EventEmitter();

  private constructor(signals: SignalsService, deployments: DeploymentStore) {
    this.#signals = signals;
    this.#deployments = deployments;
    this.#local.setMaxListeners(0);
  }

  static create(options: {
    signals: SignalsService;
    deployments: DeploymentStore;
  }) {
    return new ChangePublisher(options.signals, options.deployments);
  }

  async #publish(message: DeliverySignal) {
    await this.#signals.publish({
      recipients: { type: 'broadcast' },
      channel: DELIVERY_SIGNAL_CHANNEL,
      message: { ...message },
    });
  }

  async deploymentsChanged(ids: string[]) {
    const unique = [...new Set(ids)];
    if (!unique.length) {
      return;
    }
    for (const id of unique) {
      this.#local.emit(id);
    }
    const rows = await this.#deployments.getMany(unique.slice(0, 500));
    await this.#publish({
      type: 'deployments',
      deploymentIds: unique.slice(0, 500),
      entityRefs: [...new Set(rows.map(row => row.entity_ref))],
    });
  }

  async operationChanged(operationId: string, deploymentId: string) {
    await this.#publish({ type: 'operation', operationId, deploymentId });
  }

  async sourcesChanged() {
    await this.#publish({ type: 'sources' });
  }

  /** Says that nothing is wrong with the line, for browsers that hear nothing else. */
  async alive(everySeconds: number) {
    await this.#publish({ type: 'alive', everySeconds });
  }

  /** Resolves at the next change of a deployment seen by this process, or after a time. */
  async waitForChange(
    deploymentId: string,
    ms: number,
    signal: AbortSignal,
  ): Promise<void> {
    const changed = new AbortController();
    const done = () => changed.abort();
    this.#local.once(deploymentId, done);
    await pause(ms, AbortSignal.any([signal, changed.signal]));
    this.#local.off(deploymentId, done);
  }
}
