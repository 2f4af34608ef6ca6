/** The primitive types. */
export const PRIMITIVES = [
  'null',
  'boolean',
  'int',
  'long',
  'float',
  'double',
  'bytes',
  'string',
] as const;

/** One of the primitive types. */
export type Primitive = (typeof PRIMITIVES)[number];

interface Common {
  doc?: string;
  /** What the values mean, for example `decimal(9, 2)`. */
  logical?: string;
}

interface Named extends Common {
  /** With the namespace. */
  name: string;
  aliases: readonly string[];
}

/** A field of a record. */
export interface AvroField {
  name: string;
  aliases: readonly string[];
  type: AvroType;
  doc?: string;
  /** Absent when it has none, or one that is none of its type. */
  default?: { value: unknown };
}

/** A record. */
export interface AvroRecord extends Named {
  kind: 'record';
  fields: AvroField[];
}

/** An enum. */
export interface AvroEnum extends Named {
  kind: 'enum';
  symbols: readonly string[];
  default?: string;
}

/** So many bytes. */
export interface AvroFixed extends Named {
  kind: 'fixed';
  size: number;
}

/** A type; records may hold themselves. */
export type AvroType =
  | (Common & { kind: Primitive })
  | AvroRecord
  | AvroEnum
  | AvroFixed
  | (Common & { kind: 'array' | 'map'; of: AvroType })
  | (Common & { kind: 'union'; branches: readonly AvroType[] });

/** A type with a name. */
export type NamedType = AvroRecord | AvroEnum | AvroFixed;

/** Whether a type has a name. */
export function isNamed(type: AvroType): type is NamedType {
  return 'name' in type;
}

/** The name without the namespace. */
export function simpleName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The types that a value may have: those of a union, or the type itself. */
export function branchesOf(type: AvroType): readonly AvroType[] {
  return type.kind === 'union' ? type.branches : [type];
}

/** A type in a few words, as people write it. */
export function wordsOf(type: AvroType): string {
  if (type.kind === 'union') return type.branches.map(wordsOf).join(' or ');
  if (type.kind === 'array' || type.kind === 'map') {
    return `${type.kind} of ${wordsOf(type.of)}`;
  }
  const own = isNamed(type) ? `${type.kind} ${type.name}` : type.kind;
  return type.logical ? `${own} as ${type.logical}` : own;
}
