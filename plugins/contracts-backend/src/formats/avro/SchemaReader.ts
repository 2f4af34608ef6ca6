import { InputError } from '@backstage/errors';
import {
  type AvroField,
  type AvroType,
  isNamed,
  type NamedType,
  type Primitive,
  PRIMITIVES,
} from './avroTypes';
import { fits } from './fits';

type Raw = Record<string, unknown>;

const NAME = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;
const CHANGES_MEANING = ['logicalType', 'precision', 'scale'];

function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function listOf(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((each): each is string => typeof each === 'string')
    : [];
}

function isPrimitive(name: string): name is Primitive {
  return (PRIMITIVES as readonly string[]).includes(name);
}

function qualified(name: string, namespace: string | undefined): string {
  return name.includes('.') || !namespace ? name : `${namespace}.${name}`;
}

function logicalOf(raw: Raw): string | undefined {
  const logical = textOf(raw.logicalType);
  if (!logical) return undefined;
  const [, ...details] = CHANGES_MEANING.map(key => raw[key]);
  // A decimal without a scale has none behind the point.
  return logical === 'decimal'
    ? `decimal(${String(details[0])}, ${String(details[1] ?? 0)})`
    : logical;
}

function described(raw: Raw) {
  const [doc, logical] = [textOf(raw.doc), logicalOf(raw)];
  return { ...(doc && { doc }), ...(logical && { logical }) };
}

/** Reads schemas that may name each other's types, whatever comes first. */
export class SchemaReader {
  readonly #types = new Map<string, NamedType>();
  readonly #used = new Set<string>();
  readonly #later: (() => void)[] = [];
  readonly #last: (() => void)[] = [];

  /** Whether a type is named by another one. */
  isUsed(name: string): boolean {
    return this.#used.has(name);
  }

  /** Reads schemas, each of which may name the types of the others. */
  read(values: readonly unknown[]): AvroType[] {
    const types: AvroType[] = [];
    for (const [index, value] of values.entries()) {
      this.#into(value, undefined, type => {
        types[index] = type;
      });
    }
    // Names wait for all declarations, and defaults for all types.
    for (const fill of this.#later) fill();
    for (const judge of this.#last) judge();
    return types;
  }

  /** Gives a type to who asked for it, at once or when all types are known. */
  #into(
    value: unknown,
    namespace: string | undefined,
    give: (type: AvroType) => void,
  ): void {
    if (typeof value === 'string') this.#named(value, namespace, give);
    else if (Array.isArray(value)) this.#union(value, namespace, give);
    else if (isRaw(value)) this.#object(value, namespace, give);
    else {
      throw new InputError(
        `The document is no Avro schema: ${JSON.stringify(value) ?? 'nothing'} stands where a type belongs.`,
      );
    }
  }

  #named(
    name: string,
    namespace: string | undefined,
    give: (type: AvroType) => void,
  ) {
    if (isPrimitive(name)) {
      give({ kind: name });
      return;
    }
    const fill = () => {
      const full = qualified(name, namespace);
      const type = this.#types.get(full) ?? this.#types.get(name);
      if (!type) {
        throw new InputError(
          `The document is no Avro schema: the type '${name}' is not declared in it.`,
        );
      }
      this.#used.add(type.name);
      give(type);
    };
    this.#later.push(fill);
  }

  #union(
    value: unknown[],
    namespace: string | undefined,
    give: (type: AvroType) => void,
  ) {
    const branches: AvroType[] = [];
    for (const [index, each] of value.entries()) {
      this.#into(each, namespace, type => {
        branches[index] = type;
      });
    }
    give({ kind: 'union', branches });
  }

  #object(
    raw: Raw,
    namespace: string | undefined,
    give: (t: AvroType) => void,
  ) {
    const { type } = raw;
    if (type === 'record' || type === 'error') {
      give(this.#record(raw, namespace));
    } else if (type === 'enum' || type === 'fixed') {
      give(this.#enumOrFixed(raw, namespace));
    } else if (type === 'array' || type === 'map') {
      const inside = type === 'array' ? raw.items : raw.values;
      const collection: Extract<AvroType, { of: AvroType }> = {
        ...{ kind: type, of: { kind: 'null' } },
        ...described(raw),
      };
      this.#into(inside, namespace, of => {
        collection.of = of;
      });
      give(collection);
    } else {
      this.#into(type, namespace, inner =>
        give(isNamed(inner) ? inner : { ...inner, ...described(raw) }),
      );
    }
  }

  #nameOf(raw: Raw, namespace: string | undefined) {
    const own = textOf(raw.name) ?? '';
    if (!NAME.test(own)) {
      throw new InputError(
        `The document is no Avro schema: ${own ? `'${own.slice(0, 80)}' is no name of a type` : 'a type has no name'}.`,
      );
    }
    const name = qualified(own, textOf(raw.namespace) ?? namespace);
    const inside = name.includes('.')
      ? name.slice(0, name.lastIndexOf('.'))
      : undefined;
    const aliases = listOf(raw.aliases).map(each => qualified(each, inside));
    return { name, inside, aliases };
  }

  #declare<T extends NamedType>(type: T): T {
    if (this.#types.has(type.name)) {
      throw new InputError(
        `The document is no Avro schema: the type '${type.name}' is declared twice.`,
      );
    }
    this.#types.set(type.name, type);
    return type;
  }

  #enumOrFixed(raw: Raw, namespace: string | undefined): NamedType {
    const { name, aliases } = this.#nameOf(raw, namespace);
    const common = { name, aliases, ...described(raw) };
    if (raw.type === 'fixed') {
      if (typeof raw.size !== 'number') {
        throw new InputError(
          `The document is no Avro schema: '${name}' does not say its size.`,
        );
      }
      return this.#declare({ kind: 'fixed', size: raw.size, ...common });
    }
    const fallback = textOf(raw.default);
    return this.#declare({
      ...{ kind: 'enum', symbols: listOf(raw.symbols), ...common },
      ...(fallback && { default: fallback }),
    });
  }

  #record(raw: Raw, namespace: string | undefined): NamedType {
    const { name, inside, aliases } = this.#nameOf(raw, namespace);
    if (!Array.isArray(raw.fields)) {
      throw new InputError(
        `The document is no Avro schema: the record '${name}' has no fields.`,
      );
    }
    const fields: AvroField[] = [];
    const record = this.#declare({
      ...{ kind: 'record' as const, name, aliases, fields },
      ...described(raw),
    });
    for (const each of raw.fields) fields.push(this.#field(name, each, inside));
    return record;
  }

  #field(record: string, raw: unknown, namespace?: string): AvroField {
    const name = isRaw(raw) ? textOf(raw.name) : undefined;
    if (!isRaw(raw) || !name) {
      throw new InputError(
        `The document is no Avro schema: a field of '${record}' has no name.`,
      );
    }
    const field: AvroField = {
      ...{ name, aliases: listOf(raw.aliases), type: { kind: 'null' } },
      ...(textOf(raw.doc) && { doc: textOf(raw.doc) }),
    };
    this.#into(raw.type, namespace, type => {
      field.type = type;
    });
    // A default that does not fit is none.
    this.#last.push(() => {
      if ('default' in raw && fits(field.type, raw.default)) {
        field.default = { value: raw.default };
      }
    });
    return field;
  }
}
