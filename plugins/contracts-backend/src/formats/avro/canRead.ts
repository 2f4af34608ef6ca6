import {
  type AvroField,
  type AvroRecord,
  type AvroType,
  branchesOf,
  isNamed,
  type NamedType,
  type Primitive,
  simpleName,
} from './avroTypes';

/** What each type may be read as, beside itself. */
const PROMOTIONS: Readonly<Partial<Record<string, readonly Primitive[]>>> = {
  int: ['long', 'float', 'double'],
  long: ['float', 'double'],
  float: ['double'],
  string: ['bytes'],
  bytes: ['string'],
};

const DEEPEST = 300;

/** Whether a reader takes a type for its own by the name alone. */
export function hasNameFor(reader: NamedType, writer: NamedType): boolean {
  return (
    simpleName(reader.name) === simpleName(writer.name) ||
    reader.aliases.includes(writer.name)
  );
}

/** The field of a writer that a field of a reader is read from. */
export function sourceOf(
  field: AvroField,
  writer: AvroRecord,
): AvroField | undefined {
  const byName = new Map(writer.fields.map(each => [each.name, each]));
  for (const name of [field.name, ...field.aliases]) {
    const source = byName.get(name);
    if (source) return source;
  }
  return undefined;
}

/** Whether values of one simple type can be read as another, whatever is inside. */
export function isSameKind(writer: AvroType, reader: AvroType): boolean {
  if (writer.kind !== reader.kind) {
    return PROMOTIONS[writer.kind]?.includes(reader.kind as Primitive) ?? false;
  }
  return isNamed(writer) && isNamed(reader) ? hasNameFor(reader, writer) : true;
}

/** Pairs of types, writer first. */
class Pairs {
  #readers = new WeakMap<AvroType, Set<AvroType>>();

  has(writer: AvroType, reader: AvroType): boolean {
    return this.#readers.get(writer)?.has(reader) ?? false;
  }

  set(writer: AvroType, reader: AvroType, known: boolean): void {
    const readers = this.#readers.get(writer) ?? new Set();
    this.#readers.set(writer, readers);
    if (known) readers.add(reader);
    else readers.delete(reader);
  }

  clear(): void {
    this.#readers = new WeakMap();
  }
}

/** Answers whether a reader can read all that a writer writes. */
export class Reading {
  readonly #refused = new Pairs();
  readonly #read = new Pairs();
  readonly #asked = new Pairs();

  /** A question that comes up inside itself is answered by the rest. */
  canRead(writer: AvroType, reader: AvroType, depth = 0): boolean {
    if (this.#refused.has(writer, reader)) return false;
    const known =
      this.#read.has(writer, reader) || this.#asked.has(writer, reader);
    if (known) return true;
    if (depth > DEEPEST) return false;
    this.#asked.set(writer, reader, true);
    const answer = this.#decide(writer, reader, depth + 1);
    this.#asked.set(writer, reader, false);
    if (answer) this.#read.set(writer, reader, true);
    else {
      this.#refused.set(writer, reader, true);
      // Some of these may have leaned on the question that is refused now.
      this.#read.clear();
    }
    return answer;
  }

  #decide(writer: AvroType, reader: AvroType, depth: number): boolean {
    if (writer.kind === 'union' || reader.kind === 'union') {
      return branchesOf(writer).every(branch =>
        branchesOf(reader).some(each => this.canRead(branch, each, depth)),
      );
    }
    if (!isSameKind(writer, reader)) return false;
    if (writer.kind === 'record' && reader.kind === 'record') {
      return reader.fields.every(field => {
        const source = sourceOf(field, writer);
        return source
          ? this.canRead(source.type, field.type, depth)
          : field.default !== undefined;
      });
    }
    if (writer.kind === 'enum' && reader.kind === 'enum') {
      const known = new Set(reader.symbols);
      return (
        reader.default !== undefined ||
        writer.symbols.every(each => known.has(each))
      );
    }
    if (writer.kind === 'fixed' && reader.kind === 'fixed') {
      return writer.size === reader.size;
    }
    return 'of' in writer && 'of' in reader
      ? this.canRead(writer.of, reader.of, depth)
      : true;
  }
}
