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

/** The watchers' key for the whole cluster. */
type Scope = string | undefined;

/**
 * Makes one source of several watched namespaces: the list is complete when
 * each namespace was listed, and the source answers when each of them does.
 */
export class MergingSink {
  readonly #sink: RuntimeSink;
  readonly #context: ApplicationContext;
  readonly #scopes: readonly Scope[];
  readonly #onUnnamed: () => void;
  readonly #known = new Map<Scope, Map<string, RuntimeObservation>>();
  readonly #causes = new Map<Scope, string>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: {
    sink: RuntimeSink;
    context: ApplicationContext;
    scopes: readonly Scope[];
    onUnnamed: () => void;
  }) {
    this.#sink = options.sink;
    this.#context = options.context;
    this.#scopes = options.scopes;
    this.#onUnnamed = options.onUnnamed;
  }

  /** The part of one namespace. */
  forScope(scope: Scope): WatcherSink {
    return {
      listed: items => this.#inTurn(() => this.#listed(scope, items)),
      changed: item => this.#inTurn(() => this.#changed(scope, item)),
      deleted: item => this.#inTurn(() => this.#deleted(scope, item)),
      alive: () => this.#inTurn(() => this.#alive(scope)),
      silent: error => this.#inTurn(() => this.#silent(scope, error)),
    };
  }

  /** The sink sees one call at a time, in the order things were said. */
  #inTurn(call: () => Promise<void>): Promise<void> {
    const turn = this.#queue.then(call);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #listed(scope: Scope, items: unknown[]): Promise<void> {
    const observations = items.flatMap(item => this.#map(item));
    this.#known.set(scope, new Map(observations.map(o => [o.key, o])));
    this.#causes.delete(scope);
    if (this.#known.size === this.#scopes.length) {
      await this.#sink.replace(
        [...this.#known.values()].flatMap(part => [...part.values()]),
      );
      await this.#repeatCause();
    }
  }

  async #changed(scope: Scope, item: unknown): Promise<void> {
    const observations = this.#map(item);
    for (const observation of observations) {
      this.#known.get(scope)?.set(observation.key, observation);
    }
    if (observations.length && this.#isComplete()) {
      await this.#sink.update(observations);
    }
  }

  async #deleted(scope: Scope, item: unknown): Promise<void> {
    const key = keyOf(item);
    if (key && this.#known.get(scope)?.delete(key) && this.#isComplete()) {
      await this.#sink.remove([key]);
    }
  }

  async #alive(scope: Scope): Promise<void> {
    this.#causes.delete(scope);
    if (this.#isComplete() && !this.#causes.size) {
      await this.#sink.alive();
    }
  }

  async #silent(scope: Scope, error: KubernetesApiError): Promise<void> {
    const subject = { cluster: this.#context.cluster, namespace: scope };
    this.#causes.set(scope, describeFailure(error, subject));
    await this.#repeatCause();
  }

  async #repeatCause(): Promise<void> {
    const [cause] = this.#causes.values();
    if (cause) {
      await this.#sink.silent(cause);
    }
  }

  #isComplete(): boolean {
    return this.#known.size === this.#scopes.length;
  }

  #map(item: unknown): RuntimeObservation[] {
    const observation = mapApplication(item, this.#context);
    if (!observation) {
      this.#onUnnamed();
      return [];
    }
    return [observation];
  }
}
