/** A line of a file. */
export interface Item {
  id: string;
  name: string;
  createdAt: string;
}

/** Where items are kept; the same one may come twice. */
export interface ItemStore {
  add(item: Item): Promise<void>;
}

/** Columns of the files, in their order. */
export const COLUMNS = ['id', 'name', 'createdAt'] as const;

const LONGEST_NAME = 200;

/** A line that will never be right. */
export class InvalidLine extends Error {}

/** Classes of PostgreSQL for values that it can never keep: data, integrity, limits. */
const OF_THE_LINE = /^(22|23|54)[0-9A-Z]{3}$/;

/** Why a line is left out; undefined when it is not the line that is wrong. */
export function reasonToReject(error: unknown): string | undefined {
  if (error instanceof InvalidLine) {
    return error.message;
  }
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && OF_THE_LINE.test(code)) {
    return `The database refuses it: ${message}`;
  }
  return undefined;
}

/** The item of a line. @throws InvalidLine */
export function parseItem(line: Record<string, string | undefined>): Item {
  const { id, name, createdAt } = line;
  if (!id || !name || !createdAt) {
    throw new InvalidLine(`A line needs ${COLUMNS.join(', ')}`);
  }
  if (name.length > LONGEST_NAME) {
    throw new InvalidLine(`A name has at most ${LONGEST_NAME} characters`);
  }
  if (Number.isNaN(Date.parse(createdAt))) {
    throw new InvalidLine('createdAt is no moment');
  }
  return { id, name, createdAt: new Date(createdAt).toISOString() };
}

/** Keeps items as long as the process lives. */
export class MemoryItemStore implements ItemStore {
  readonly items = new Map<string, Item>();

  async add(item: Item) {
    this.items.set(item.id, item);
  }
}
