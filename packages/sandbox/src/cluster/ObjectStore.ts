import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject, StoreEvent } from './KubernetesObject';
import { apiVersionOf, type ResourceKind } from './resources';
import { alreadyExists, conflict, expired, notFound } from './StatusError';

/** Events kept for a watch that comes back. */
const KEPT_EVENTS = 5_000;

type Listener = (event: StoreEvent) => void;

/** Changes an object in place, or returns another. */
export type Change = (object: KubernetesObject) => KubernetesObject | void;

interface Collection {
  objects: Map<string, KubernetesObject>;
  events: StoreEvent[];
  listeners: Set<Listener>;
  /** Version up to which events were dropped. */
  forgotten: number;
}

/**
 * The objects of one simulated cluster. All kinds share one counter of
 * versions, as they do in etcd.
 */
export class ObjectStore {
  readonly #collections = new Map<string, Collection>();
  readonly #now: () => Date;
  #version = 1;
  #made = 0;
  /** Version up to which the events of all kinds were dropped. */
  #forgotten = 0;

  constructor(options: { now: () => Date }) {
    this.#now = options.now;
  }

  get resourceVersion(): number {
    return this.#version;
  }

  /** All objects of a kind, by namespace and name. */
  list(resource: ResourceKind, namespace?: string): KubernetesObject[] {
    const { objects } = this.#of(resource);
    return [...objects.keys()]
      .sort()
      .flatMap(key => objects.get(key) ?? [])
      .filter(
        ({ metadata }) =>
          namespace === undefined || metadata.namespace === namespace,
      );
  }

  find(
    resource: ResourceKind,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    return this.#of(resource).objects.get(keyOf(namespace, name));
  }

  get(
    resource: ResourceKind,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject {
    const found = this.find(resource, namespace, name);
    if (!found) {
      throw notFound(resource, name);
    }
    return found;
  }

  create(resource: ResourceKind, object: KubernetesObject): KubernetesObject {
    const { name, namespace } = object.metadata;
    if (this.find(resource, namespace, name)) {
      throw alreadyExists(resource, name);
    }
    this.#version++;
    const copy = structuredClone(object);
    const created: KubernetesObject = {
      ...copy,
      apiVersion: apiVersionOf(resource),
      kind: resource.kind,
      metadata: {
        creationTimestamp: toSeconds(this.#now()),
        ...copy.metadata,
        uid: this.#uid(resource, object),
        generation: 1,
        resourceVersion: String(this.#version),
      },
    };
    this.#store(resource, { type: 'ADDED', object: created });
    return created;
  }

  /** Changes an object at its version; one that stays the same keeps its version. */
  change(
    resource: ResourceKind,
    namespace: string | undefined,
    name: string,
    change: Change,
  ): KubernetesObject {
    const previous = this.get(resource, namespace, name);
    const draft = structuredClone(previous);
    const next = change(draft) ?? draft;
    const asked = next.metadata.resourceVersion;
    if (asked && asked !== previous.metadata.resourceVersion) {
      throw conflict(resource, name);
    }
    next.apiVersion = previous.apiVersion;
    next.kind = previous.kind;
    next.metadata = {
      ...next.metadata,
      name,
      namespace: previous.metadata.namespace,
      uid: previous.metadata.uid,
      creationTimestamp: previous.metadata.creationTimestamp,
      generation: previous.metadata.generation,
      resourceVersion: previous.metadata.resourceVersion,
    };
    if (isDeepStrictEqual(plain(next), plain(previous))) {
      return previous;
    }
    if (!isDeepStrictEqual(plain(next.spec), plain(previous.spec))) {
      next.metadata.generation = (previous.metadata.generation ?? 0) + 1;
    }
    next.metadata.resourceVersion = String(++this.#version);
    this.#store(resource, { type: 'MODIFIED', object: next, previous });
    return next;
  }

  remove(
    resource: ResourceKind,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject {
    const previous = this.get(resource, namespace, name);
    this.#version++;
    const object = {
      ...previous,
      metadata: {
        ...previous.metadata,
        resourceVersion: String(this.#version),
      },
    };
    this.#store(resource, { type: 'DELETED', object, previous });
    return previous;
  }

  /**
   * Events after a version, and then those to come.
   *
   * @returns a function that ends it
   * @throws StatusError 410 when events after that version were dropped
   */
  subscribe(
    resource: ResourceKind,
    after: number,
    listener: Listener,
  ): () => void {
    this.checkVersion(resource, after);
    const { events, listeners } = this.#of(resource);
    for (const event of events) {
      if (event.resourceVersion > after) {
        listener(event);
      }
    }
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Throws StatusError 410 when events after that version were dropped. */
  checkVersion(resource: ResourceKind, version: number): void {
    const forgotten = Math.max(this.#forgotten, this.#of(resource).forgotten);
    if (version < forgotten) {
      throw expired(version, forgotten);
    }
  }

  /** Drops all events up to now, as etcd does when it compacts. */
  forget(): void {
    this.#forgotten = this.#version;
    for (const { events } of this.#collections.values()) {
      events.length = 0;
    }
  }

  #store(
    resource: ResourceKind,
    change: Omit<StoreEvent, 'resourceVersion'>,
  ): void {
    const collection = this.#of(resource);
    const event = { ...change, resourceVersion: this.#version };
    const { name, namespace } = event.object.metadata;
    if (event.type === 'DELETED') {
      collection.objects.delete(keyOf(namespace, name));
    } else {
      collection.objects.set(keyOf(namespace, name), event.object);
    }
    collection.events.push(event);
    while (collection.events.length > KEPT_EVENTS) {
      collection.forgotten =
        collection.events.shift()?.resourceVersion ?? collection.forgotten;
    }
    for (const listener of [...collection.listeners]) {
      listener(event);
    }
  }

  #of(resource: ResourceKind): Collection {
    let collection = this.#collections.get(resource.plural);
    if (!collection) {
      collection = {
        objects: new Map(),
        events: [],
        listeners: new Set(),
        forgotten: 0,
      };
      this.#collections.set(resource.plural, collection);
    }
    return collection;
  }

  #uid(resource: ResourceKind, { metadata }: KubernetesObject): string {
    const hash = createHash('sha256')
      .update(
        `${resource.plural}/${metadata.namespace}/${metadata.name}/${this.#made++}`,
      )
      .digest('hex');
    return hash.replace(
      /^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/,
      '$1-$2-$3-$4-$5',
    );
  }
}

/** Names cannot hold a zero byte, so it sorts namespaces apart. */
function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}\0${name}`;
}

/** Without what JSON does not carry. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** Kubernetes writes times without parts of a second. */
export function toSeconds(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
