/** What messages tell of. */
export interface Item {
  id: string;
  name: string;
  createdAt: string;
}

/** Where items are kept; the same one may come twice. */
export interface ItemStore {
  add(item: Item): Promise<void>;
  /** Rejects while nothing can be kept. */
  check(): Promise<void>;
}

/** A message that will never be right; it is not tried again. */
export class InvalidMessage extends Error {}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** The item of a message. @throws InvalidMessage */
export function parseItem(content: Buffer): Item {
  let message: Partial<Record<keyof Item, unknown>> | undefined;
  try {
    message = JSON.parse(content.toString('utf8'));
  } catch {
    throw new InvalidMessage('The message is no JSON');
  }
  const { id, name, createdAt } = message ?? {};
  if (!isText(id) || !isText(name) || !isText(createdAt)) {
    throw new InvalidMessage('The message needs id, name and createdAt');
  }
  return { id, name, createdAt };
}

/** Keeps items as long as the process lives. */
export class MemoryItemStore implements ItemStore {
  readonly items = new Map<string, Item>();

  async add(item: Item) {
    this.items.set(item.id, item);
  }

  async check() {}
}
