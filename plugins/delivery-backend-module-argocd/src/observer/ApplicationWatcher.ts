import type { WatchEvent } from '../kubernetes/answers';
import type { KubernetesClient } from '../kubernetes/KubernetesClient';
import {
  KubernetesApiError,
  fromTransportError,
} from '../kubernetes/KubernetesApiError';
import { Versioned } from '../application/Application';
import type { Backoff } from './Backoff';

/** Where a watcher puts what it reads. */
export interface WatcherSink {
  listed(items: unknown[]): Promise<void>;
  changed(item: unknown): Promise<void>;
  deleted(item: unknown): Promise<void>;
  alive(): Promise<void>;
  silent(error: KubernetesApiError): Promise<void>;
}

/** @public */
export interface WatcherTimings {
  /** How long the server is asked to keep one watch open. */
  watchSeconds: number;
  /** A watch that says nothing for so long is taken for dead. */
  idleMs: number;
  /** After so long everything is listed anew, whatever the watch said. */
  relistMs: number;
}

/** A watch that ends sooner than this is not renewed at once. */
const SHORTEST_WATCH_MS = 1_000;
const APPLICATIONS = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'applications',
};

/** The resource of Applications, in one namespace or in all. */
export function applicationsIn(namespace: string | undefined) {
  return { ...APPLICATIONS, namespace };
}

/** What was read could not be stored: no fault of the cluster. */
export class StoreError extends Error {}

async function store(write: Promise<void>): Promise<void> {
  try {
    await write;
  } catch (error) {
    throw new StoreError('What the cluster said could not be stored', {
      cause: error,
    });
  }
}

/** Lists and then follows the Applications of one namespace, or of all. */
export class ApplicationWatcher {
  readonly #client: KubernetesClient;
  readonly #namespace: string | undefined;
  readonly #sink: WatcherSink;
  readonly #timings: WatcherTimings;
  readonly #backoff: Backoff;
  readonly #onStoreError: (error: unknown) => void;

  constructor(options: {
    client: KubernetesClient;
    namespace: string | undefined;
    sink: WatcherSink;
    timings: WatcherTimings;
    backoff: Backoff;
    onStoreError: (error: unknown) => void;
  }) {
    this.#client = options.client;
    this.#namespace = options.namespace;
    this.#sink = options.sink;
    this.#timings = options.timings;
    this.#backoff = options.backoff;
    this.#onStoreError = options.onStoreError;
  }

  /** Runs until the signal is aborted; trouble goes to the sink. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const { items, resourceVersion } = await this.#client.list(
          applicationsIn(this.#namespace),
          signal,
        );
        await store(this.#sink.listed(items));
        await this.#follow(resourceVersion, signal);
      } catch (error) {
        await this.#fail(error, signal);
      }
    }
  }

  /** Watches on from one version to the next; returns when a new list is due. */
  async #follow(listed: string, signal: AbortSignal): Promise<void> {
    let resourceVersion = listed;
    const relistAt = Date.now() + this.#timings.relistMs;
    while (!signal.aborted && Date.now() < relistAt) {
      const startedAt = Date.now();
      let failed: unknown;
      try {
        for await (const event of this.#watch(resourceVersion, signal)) {
          await this.#apply(event);
          resourceVersion = versionOf(event) ?? resourceVersion;
          this.#backoff.reset();
        }
      } catch (error) {
        failed = error;
      }
      if (failed instanceof StoreError) {
        // The event is lost: only a new list brings the store up to date.
        throw failed;
      }
      if (isRelistDue(failed)) {
        await this.#backoff.wait(signal);
        return;
      }
      await this.#pause(failed, Date.now() - startedAt, signal);
    }
  }

  /** Between two watches: none after one that lasted, longer after each failure. */
  async #pause(
    failed: unknown,
    lastedMs: number,
    signal: AbortSignal,
  ): Promise<void> {
    if (failed) {
      await this.#fail(failed, signal);
    } else if (lastedMs < SHORTEST_WATCH_MS) {
      await this.#backoff.wait(signal);
    } else {
      this.#backoff.reset();
    }
  }

  #watch(resourceVersion: string, signal: AbortSignal) {
    return this.#client.watch(applicationsIn(this.#namespace), {
      resourceVersion,
      timeoutSeconds: this.#timings.watchSeconds,
      idleMs: this.#timings.idleMs,
      signal,
      onOpen: () => store(this.#sink.alive()),
    });
  }

  async #apply({ type, object }: WatchEvent): Promise<void> {
    switch (type) {
      case 'ADDED':
      case 'MODIFIED':
        return store(this.#sink.changed(object));
      case 'DELETED':
        return store(this.#sink.deleted(object));
      case 'BOOKMARK':
        return store(this.#sink.alive());
      default:
        // A kind of event of a later Kubernetes proves at least that it lives.
        return store(this.#sink.alive());
    }
  }

  async #fail(error: unknown, signal: AbortSignal): Promise<void> {
    if (signal.aborted) {
      return;
    }
    if (error instanceof StoreError) {
      this.#onStoreError(error);
    } else {
      await this.#sink
        .silent(fromTransportError(error))
        .catch(this.#onStoreError);
    }
    await this.#backoff.wait(signal);
  }
}

function versionOf(event: WatchEvent): string | undefined {
  return Versioned.safeParse(event.object).data?.metadata.resourceVersion;
}

/** The versions asked for are gone, or the watch has been silent for too long. */
function isRelistDue(error: unknown): boolean {
  return (
    error instanceof KubernetesApiError &&
    (error.failure === 'gone' || error.failure === 'timeout')
  );
}
