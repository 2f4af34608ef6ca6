import { EventEmitter } from 'node:events';
import {
  DELIVERY_SIGNAL_CHANNEL,
  type DeliverySignal,
} from '@slipway/backstage-plugin-delivery-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { pause } from '../leases/runUnderLease';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { Topics } from './Topics';

const TOPICS_PER_SIGNAL = 500;

/** Databases limit how many values one question may name. */
const IDS_PER_QUERY = 500;

/** What a publisher works with. */
export interface ChangePublisherOptions {
  signals: SignalsService;
  deployments: Pick<DeploymentStore, 'getMany'>;
  topics: Topics;
  logger: LoggerService;
}

/**
 * Tells browsers, and the operations at work in this process, that something
 * changed. Every session hears it, so it names nothing: see {@link Topics}.
 * What changed, they ask the API, which checks permissions.
 */
export class ChangePublisher {
  readonly #signals: SignalsService;
  readonly #deployments: ChangePublisherOptions['deployments'];
  readonly #topics: Topics;
  readonly #logger: LoggerService;
  readonly #local = new EventEmitter();

  private constructor(options: ChangePublisherOptions) {
    this.#signals = options.signals;
    this.#logger = options.logger;
    this.#topics = options.topics;
    this.#deployments = options.deployments;
    this.#local.setMaxListeners(0);
  }

  static create(options: ChangePublisherOptions) {
    return new ChangePublisher(options);
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

  async #topicsOf(ids: string[]): Promise<string[]> {
    const entityRefs = new Set<string>();
    for (let at = 0; at < ids.length; at += IDS_PER_QUERY) {
      const some = ids.slice(at, at + IDS_PER_QUERY);
      for (const row of await this.#deployments.getMany(some)) {
        entityRefs.add(row.entity_ref);
      }
    }
    return [...entityRefs].map(ref => this.#topics.of(ref));
  }

  async deploymentsChanged(ids: string[]) {
    const unique = [...new Set(ids)];
    if (!unique.length) {
      return;
    }
    for (const id of unique) {
      this.#local.emit(id);
    }
    const all = await this.#topicsOf(unique);
    for (let at = 0; at < all.length; at += TOPICS_PER_SIGNAL) {
      const topics = all.slice(at, at + TOPICS_PER_SIGNAL);
      await this.#publish({ type: 'deployments', topics });
    }
  }

  async operationChanged(operationId: string, deploymentId: string) {
    const topics = await this.#topicsOf([deploymentId]);
    await this.#publish({ type: 'operation', operationId, topics });
  }

  async sourcesChanged() {
    await this.#publish({ type: 'sources' });
  }

  /** A round of measurements is over: pages that show figures ask again. */
  async healthChanged() {
    await this.#publish({ type: 'health' });
  }

  /** What is known of tenants changed, or an upgrade in waves went on. */
  async tenantsChanged() {
    await this.#publish({ type: 'tenants' });
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
