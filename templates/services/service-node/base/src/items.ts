import { randomUUID } from 'node:crypto';

/** What this service keeps. */
export interface Item {
  id: string;
  name: string;
  createdAt: string;
}

/** Where items are kept. */
export interface ItemStore {
  add(item: Item): Promise<void>;
  find(id: string): Promise<Item | undefined>;
  /** The newest first, 100 at most. */
  list(): Promise<Item[]>;
}

/** Who is told of a new item. */
export interface ItemPublisher {
  /** Rejects while nobody can be told. */
  check(): Promise<void>;
  created(item: Item): Promise<void>;
}

/** The caller is wrong; the message is for them. */
export class InvalidItem extends Error {}

const LONGEST = 200;

/** A new item of a request's body. @throws InvalidItem */
export function parseNewItem(body: unknown, now = new Date()): Item {
  const name = (body as { name?: unknown } | undefined)?.name;
  if (typeof name !== 'string' || !name.trim() || name.length > LONGEST) {
    throw new InvalidItem(`name has to be a text of 1 to ${LONGEST} letters`);
  }
  return { id: randomUUID(), name, createdAt: now.toISOString() };
}

/** Keeps items as long as the process lives. */
export class MemoryItemStore implements ItemStore {
  readonly #items = new Map<string, Item>();

  async add(item: Item) {
    this.#items.set(item.id, item);
  }

  async find(id: string) {
    return this.#items.get(id);
  }

  async list() {
    return [...this.#items.values()].reverse().slice(0, 100);
  }
}
