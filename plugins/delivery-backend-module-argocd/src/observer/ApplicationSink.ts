import type {
  RuntimeObservation,
  RuntimeSink,
} from '@slipway/backstage-plugin-delivery-node';
import {
  keyOf,
  mapApplication,
  type ApplicationContext,
} from '../application/mapApplication';
import { describeFailure } from '../kubernetes/describeFailure';
import type { KubernetesApiError } from '../kubernetes/KubernetesApiError';
import type { WatcherSink } from './ApplicationWatcher';

/** What a sink of Applications works with. */
export interface ApplicationSinkOptions {
  sink: RuntimeSink;
  context: ApplicationContext;
  /** The namespace that is watched; absent: all. */
  namespace: string | undefined;
  /** Called for an object that cannot be named, and so not be kept. */
  onUnnamed: () => void;
}

/** Turns what a watcher reads into observations and sentences. */
export class ApplicationSink implements WatcherSink {
  readonly #options: ApplicationSinkOptions;

  constructor(options: ApplicationSinkOptions) {
    this.#options = options;
  }

  async listed(items: unknown[]): Promise<void> {
    await this.#options.sink.replace(items.flatMap(item => this.#map(item)));
  }

  async changed(item: unknown): Promise<void> {
    const observations = this.#map(item);
    if (observations.length) {
      await this.#options.sink.update(observations);
    }
  }

  async deleted(item: unknown): Promise<void> {
    const key = keyOf(item);
    if (key) {
      await this.#options.sink.remove([key]);
    }
  }

  async alive(): Promise<void> {
    await this.#options.sink.alive();
  }

  async silent(error: KubernetesApiError): Promise<void> {
    const { sink, context, namespace } = this.#options;
    const { cluster } = context;
    await sink.silent(describeFailure(error, { cluster, namespace }));
  }

  #map(item: unknown): RuntimeObservation[] {
    const observation = mapApplication(item, this.#options.context);
    if (!observation) {
      this.#options.onUnnamed();
      return [];
    }
    return [observation];
  }
}
