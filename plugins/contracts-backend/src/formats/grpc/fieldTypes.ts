import type { LinkedEnum, LinkedField, LinkedProto } from './link';

// What is read in the same way, as bytes and as JSON alike.
const ALIKE = [
  ['int32', 'uint32'],
  ['int64', 'uint64'],
  ['fixed32', 'sfixed32'],
  ['fixed64', 'sfixed64'],
];

function isSubset(inner: LinkedEnum, outer: LinkedEnum): boolean {
  const known = new Set(
    outer.values.map(({ name, number }) => `${name}=${number}`),
  );
  return inner.values.every(({ name, number }) =>
    known.has(`${name}=${number}`),
  );
}

/** How a type changed: not, to one that is read alike, or to another. */
export type TypeChange = 'same' | 'alike' | 'different';

/** Compares the types of two fields, whatever they are called. */
export function compareTypes(
  before: Pick<LinkedField, 'kind' | 'type'>,
  after: Pick<LinkedField, 'kind' | 'type'>,
  [old, young]: readonly [LinkedProto, LinkedProto],
  renamed: (name: string) => string,
): TypeChange {
  if (before.kind !== after.kind) return 'different';
  if (renamed(before.type) === after.type) return 'same';
  if (before.kind === 'enum') {
    const [was, is] = [old.enums.get(before.type), young.enums.get(after.type)];
    return was && is && was.name === is.name && isSubset(was, is)
      ? 'alike'
      : 'different';
  }
  const alike = ALIKE.some(
    group => group.includes(before.type) && group.includes(after.type),
  );
  return before.kind === 'scalar' && alike ? 'alike' : 'different';
}

/** The type as it is written in a file. */
export function typeText(field: LinkedField): string {
  if (field.key) return `map<${field.key}, ${field.type}>`;
  const label =
    field.cardinality === 'repeated' || field.cardinality === 'required'
      ? `${field.cardinality} `
      : '';
  return `${label}${field.kind === 'group' ? 'group ' : ''}${field.type}`;
}

const ZEROS: Readonly<Partial<Record<string, string>>> = {
  string: '""',
  bytes: '""',
  bool: 'false',
};

/** The default, also when it is the one that a type has anyway. */
export function defaultText(
  field: LinkedField,
  { enums }: LinkedProto,
): string {
  const declared = enums.get(field.type);
  const own = field.options.get('default');
  if (!declared) return own ?? ZEROS[field.type] ?? '0';
  const value =
    declared.values.find(({ name }) => name === own) ?? declared.values[0];
  return String(value?.number ?? own ?? '0');
}

/** The name in JSON: an own one, or the name in camel case. */
export function jsonNameOf(field: LinkedField): string {
  const own = field.options.get('json_name');
  return own === undefined
    ? field.name.replace(/_+(.?)/g, (_all, letter: string) =>
        letter.toUpperCase(),
      )
    : (JSON.parse(own) as string);
}
