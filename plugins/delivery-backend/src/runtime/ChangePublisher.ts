import { EventEmitter } from 'node:events';
import {
  DELIVERY_SIGNAL_CHANNEL,
  type DeliverySignal,
} from '@slipway/backstage-plugin-delivery-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { pause } from '../leases/runUnderLease';
import type { DeploymentStore } from '../database/DeploymentStore';

const IDS_PER_SIGNAL = 500;

/**
 * Tells browsers, and the operations at work in this process, that something
 * changed. Signals carry ids only; who may see what is decided when they ask.
 */
export class ChangePublisher {
  readonly #signals: SignalsService;
  readonly #deployments: DeploymentStore;
  readonly #logger: LoggerService;
  readonly #local = new EventEmitter();

  private constructor(
    signals: SignalsService,
    deployments: DeploymentStore,
    logger: LoggerService,
  ) {
    this.#signals = signals;
    this.#logger = logger;
    this.#deployments = deployments;
    this.#local.setMaxListeners(0);
  }

  static create(options: {
    signals: SignalsService;
    deployments: DeploymentStore;
    logger: LoggerService;
  }) {
    const { signals, deployments, logger } = options;
    return new ChangePublisher(signals, deployments, logger);
  }

  async #publish(message: DeliverySignal) {
    try {
      await this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: DELIVERY_SIGNAL_CHANNEL,
        message: { ...message },
      });
    } catch (error) {
      // What happened has happened; a page that was not told finds out later.
      this.#logger.warn('A change could not be told to browsers', {
        cause: String(error),
      });
    }
  }

  async deploymentsChanged(ids: string[]) {
    const unique = [...new Set(ids)];
    if (!unique.length) {
      return;
    }
    for (const id of unique) {
      this.#local.emit(id);
    }
    for (let at = 0; at < unique.length; at += IDS_PER_SIGNAL) {
      const deploymentIds = unique.slice(at, at + IDS_PER_SIGNAL);
      const rows = await this.#deployments.getMany(deploymentIds);
      const entityRefs = [...new Set(rows.map(row => row.entity_ref))];
      await this.#publish({ type: 'deployments', deploymentIds, entityRefs });
    }
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
