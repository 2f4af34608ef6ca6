import type { ContractDirection } from '@slipway/backstage-plugin-contracts-common';
import { type DocumentNode, nodeBelow, referenceIn } from '../documents';
import { isRecord } from '../inclusion/dialect';
import { readKeywords } from './readKeywords';
import { joinsBesideReference } from './Shape';
import type { ShapeReader } from './ShapeReader';

type Schema = Record<string, unknown>;

// A question about more than that would take too long anyway.
const LARGEST = 4_000;

const MAPS = ['properties', 'patternProperties', 'dependentSchemas'];
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const SINGLES = [
  'not',
  'if',
  'then',
  'else',
  'items',
  'contains',
  'propertyNames',
  'additionalProperties',
  'unevaluatedItems',
  'unevaluatedProperties',
];
const COPIED = ['required', 'dependentRequired', 'minContains', 'maxContains'];

/** Says that a schema is too large for one question. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/**
 * Writes a schema and all that it refers to as one schema of the newest draft,
 * without words: equal texts mean the same.
 */
class Bundler {
  readonly #names = new Map<unknown, string>();
  readonly #definitions: Schema = {};
  #size = 0;

  constructor(
    private readonly reader: ShapeReader,
    private readonly direction: ContractDirection,
  ) {}

  bundle(write: (bundler: Bundler) => unknown): Schema {
    const schema = write(this);
    const whole = isRecord(schema) ? schema : { allOf: [schema] };
    return Object.keys(this.#definitions).length
      ? { ...whole, $defs: this.#definitions }
      : whole;
  }

  write(node: DocumentNode): unknown {
    this.#size++;
    if (this.#size > LARGEST) {
      throw new TooLargeError('the schema is too large for one question');
    }
    const { value } = node;
    if (!isRecord(value)) return value === false ? false : {};
    const reference = referenceIn(node);
    if (reference === undefined) return this.#schema(node, value);
    const beside = joinsBesideReference(value, this.reader.dialect);
    const target = { $ref: this.#refer(reference, node) };
    const own = beside ? this.#schema(node, value) : {};
    return Object.keys(own).length ? { allOf: [target, own] } : target;
  }

  #refer(reference: string, from: DocumentNode): string {
    const target = this.reader.files.resolve(reference, from);
    if (!target) return reference;
    const known = this.#names.get(target.value);
    if (known) return `#/$defs/${known}`;
    const name = `r${this.#names.size}`;
    this.#names.set(target.value, name);
    this.#definitions[name] = {};
    this.#definitions[name] = this.write(target);
    return `#/$defs/${name}`;
  }

  #schema(node: DocumentNode, schema: Schema): Schema {
    const { types, nullable, plain } = readKeywords(
      node,
      schema,
      this.reader.dialect,
    );
    const found: Schema = writePlain(types, nullable, plain);
    for (const keyword of MAPS) this.#map(found, node, keyword);
    for (const keyword of LISTS) this.#list(found, node, keyword);
    for (const keyword of SINGLES) this.#single(found, node, keyword);
    for (const keyword of COPIED) {
      if (schema[keyword] !== undefined) found[keyword] = schema[keyword];
    }
    this.#tuple(found, node);
    this.#dependencies(found, node);
    this.#withoutForeign(found, node);
    return found;
  }

  #map(found: Schema, node: DocumentNode, keyword: string) {
    const map = (node.value as Schema)[keyword];
    if (!isRecord(map)) return;
    found[keyword] = Object.fromEntries(
      Object.keys(map).map(name => [
        name,
        this.write(nodeBelow(node, keyword, name)),
      ]),
    );
  }

  #list(found: Schema, node: DocumentNode, keyword: string) {
    const list = (node.value as Schema)[keyword];
    if (!Array.isArray(list) || !list.length) return;
    found[keyword] = list.map((_each, index) =>
      this.write(nodeBelow(node, keyword, String(index))),
    );
  }

  #single(found: Schema, node: DocumentNode, keyword: string) {
    const value = (node.value as Schema)[keyword];
    if (value === undefined || Array.isArray(value)) return;
    found[keyword] = this.write(nodeBelow(node, keyword));
  }

  /** Items by place as older drafts write them. */
  #tuple(found: Schema, node: DocumentNode) {
    const { items, additionalItems } = node.value as Schema;
    if (!Array.isArray(items)) return;
    found.prefixItems = items.map((_each, index) =>
      this.write(nodeBelow(node, 'items', String(index))),
    );
    if (additionalItems !== undefined) {
      found.items = this.write(nodeBelow(node, 'additionalItems'));
    }
  }

  #dependencies(found: Schema, node: DocumentNode) {
    const all = (node.value as Schema).dependencies;
    if (!isRecord(all)) return;
    const [names, schemas]: [Schema, Schema] = [{}, {}];
    for (const [name, needs] of Object.entries(all)) {
      if (Array.isArray(needs)) names[name] = needs;
      else schemas[name] = this.write(nodeBelow(node, 'dependencies', name));
    }
    found.dependentRequired = {
      ...names,
      ...recordIn(found, 'dependentRequired'),
    };
    found.dependentSchemas = {
      ...schemas,
      ...recordIn(found, 'dependentSchemas'),
    };
  }

  /** What only the other side sends is not required here. */
  #withoutForeign(found: Schema, node: DocumentNode) {
    if (!Array.isArray(found.required)) return;
    const note = this.direction === 'send' ? 'readOnly' : 'writeOnly';
    const own = found.required.filter(name => {
      const property = nodeBelow(node, 'properties', String(name));
      const target = this.reader.files.follow(property).node.value;
      return !(isRecord(target) && target[note] === true);
    });
    if (own.length) found.required = own;
    else delete found.required;
  }
}

function recordIn(schema: Schema, keyword: string): Schema {
  const value = schema[keyword];
  return isRecord(value) ? value : {};
}

/** What is asked of plain values, as the newest draft writes it. */
export function writePlain(
  types: readonly string[] | undefined,
  nullable: boolean | undefined,
  plain: Readonly<Record<string, unknown>>,
): Schema {
  const found: Schema = { ...plain };
  if (types) {
    found.type = [...types, ...(nullable ? ['null'] : [])];
  }
  if (nullable && Array.isArray(plain.enum)) {
    found.enum = [...plain.enum, null];
  }
  return found;
}

/** A schema that stands by itself, as what a consumer sends or receives. */
export function bundleSchema(
  reader: ShapeReader,
  direction: ContractDirection,
  node: DocumentNode,
): Schema {
  const bundler = new Bundler(reader, direction);
  return bundler.bundle(each => each.write(node));
}
