import {
  type DocumentFiles,
  type DocumentNode,
  nodeBelow,
} from '@slipway/backstage-plugin-contracts-node';

export type Fields = Record<string, unknown>;

/** Whether a value is an object of a document. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at a place; empty when there is none. */
export function fieldsOf({ value }: DocumentNode): Fields {
  return isFields(value) ? value : {};
}

export function textIn(
  fields: Readonly<Fields>,
  name: string,
): string | undefined {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
}

/** The texts of a list. */
export function textsIn(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((each): each is string => typeof each === 'string')
    : [];
}

/** The places of a list. */
export function itemsOf(node: DocumentNode): DocumentNode[] {
  return Array.isArray(node.value)
    ? node.value.map((_item, index) => nodeBelow(node, String(index)))
    : [];
}

/** The places of an object by name. */
export function entriesOf(node: DocumentNode): [string, DocumentNode][] {
  return isFields(node.value)
    ? Object.keys(node.value).map(name => [name, nodeBelow(node, name)])
    : [];
}

/** Follows references, and keeps the addresses that lead out of the document. */
export class Follower {
  readonly lost = new Set<string>();

  constructor(readonly files: DocumentFiles) {}

  /** Undefined when the place is not in the document. */
  follow(node: DocumentNode): DocumentNode | undefined {
    const found = this.files.follow(node);
    if ('lost' in found) {
      this.lost.add(found.lost);
      return undefined;
    }
    return found.node;
  }
}

/** Only some fields of an object. */
export function pick(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(
    names
      .filter(name => fields[name] !== undefined)
      .map(name => [name, fields[name]]),
  );
}

/** All fields but some. */
export function omit(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([name]) => !names.includes(name)),
  );
}
