/** A node of the tree that the parser of PostgreSQL gives. */
export type Node = Readonly<Record<string, unknown>>;

/** A node inside a node, or an empty one. */
export function inside(node: Node | undefined, ...path: string[]): Node {
  let at: unknown = node;
  for (const key of path) at = (at as Node | undefined)?.[key];
  return (at ?? {}) as Node;
}

/** The nodes of a list. */
export function listOf(node: Node | undefined, key: string): Node[] {
  const value = node?.[key];
  return Array.isArray(value) ? (value as Node[]) : [];
}

/** The text under a key. */
export function textOf(node: Node | undefined, key: string): string {
  const value = node?.[key];
  return typeof value === 'string' ? value : '';
}

/** The kind of a node, and what it holds. */
export function entryOf(node: Node): [kind: string, body: Node] {
  const [kind = '', body = {}] = Object.entries(node)[0] ?? [];
  return [kind, body as Node];
}

/** The texts of a list of names. */
export function namesOf(nodes: readonly Node[]): string[] {
  return nodes.map(node => textOf(inside(node, 'String'), 'sval'));
}

/** A tree as a text without places, so that equal expressions are equal. */
export function canonicalOf(node: unknown): string {
  return JSON.stringify(node, (key, value: unknown) =>
    key === 'location' || key.endsWith('_location') ? undefined : value,
  );
}

const ALIASES: Readonly<Partial<Record<string, string>>> = {
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  bool: 'boolean',
  float4: 'real',
  float8: 'double precision',
  varchar: 'character varying',
  bpchar: 'character',
  timestamptz: 'timestamp with time zone',
  timetz: 'time with time zone',
  serial2: 'smallserial',
  serial4: 'serial',
  serial8: 'bigserial',
};

/** A type as PostgreSQL writes it. */
export function typeOf(node: Node | undefined): string {
  const names = namesOf(listOf(node, 'names')).filter(
    name => name !== 'pg_catalog' && name !== 'public',
  );
  const own = names.join('.');
  const limits = listOf(node, 'typmods').map(each => {
    const number = inside(each, 'A_Const', 'ival').ival;
    return typeof number === 'number' ? String(number) : '0';
  });
  const name = ALIASES[own] ?? own;
  const array = '[]'.repeat(listOf(node, 'arrayBounds').length);
  return `${name}${limits.length ? `(${limits.join(',')})` : ''}${array}`;
}
