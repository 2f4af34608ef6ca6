import type { DocumentNode } from '../documents';
import { canonical } from '../inclusion/Formulas';
import type { Additional, Shape } from './Shape';

type Keywords = Readonly<Record<string, unknown>>;

const LARGEST = new Set([
  'minimum',
  'exclusiveMinimum',
  'minLength',
  'minItems',
  'minProperties',
]);
const SMALLEST = new Set([
  'maximum',
  'exclusiveMaximum',
  'maxLength',
  'maxItems',
  'maxProperties',
]);

function types(a: Shape['types'], b: Shape['types']): Shape['types'] {
  if (!a || !b) return a ?? b;
  const common = [
    ...a.filter(name => b.includes(name)),
    ...(b.includes('number') && a.includes('integer') ? ['integer'] : []),
    ...(a.includes('number') && b.includes('integer') ? ['integer'] : []),
  ];
  return [...new Set(common)].sort();
}

function nullable(a: Shape, b: Shape): boolean | undefined {
  if (a.nullable === false || b.nullable === false) return false;
  return a.nullable ?? b.nullable;
}

function one(keyword: string, a: unknown, b: unknown): unknown {
  if (a === undefined || b === undefined) return a ?? b;
  if (LARGEST.has(keyword)) return Math.max(Number(a), Number(b));
  if (SMALLEST.has(keyword)) return Math.min(Number(a), Number(b));
  if (keyword === 'enum' && Array.isArray(a) && Array.isArray(b)) {
    const known = new Set(b.map(canonical));
    return a.filter(value => known.has(canonical(value)));
  }
  return undefined;
}

/** Joins what is asked of plain values; what cannot be joined is kept apart. */
function plain(
  a: Keywords,
  b: Keywords,
): { joined: Keywords; apart: object[] } {
  const joined: Record<string, unknown> = { ...a };
  const apart: object[] = [];
  for (const [keyword, value] of Object.entries(b)) {
    const both = one(keyword, a[keyword], value);
    if (both !== undefined) {
      joined[keyword] = both;
    } else if (canonical(a[keyword]) !== canonical(value)) {
      apart.push({ [keyword]: value });
    }
  }
  return { joined, apart };
}

function additional(a: Additional, b: Additional): Additional {
  if (a === 'closed' || b === 'closed') return 'closed';
  return a === 'open' ? b : a;
}

// Schemas that join themselves would be joined without an end.
const DEEPEST_JOIN = 3;
const joins = new WeakMap<object, number>();

function depthOf({ value }: DocumentNode): number {
  return typeof value === 'object' && value !== null
    ? (joins.get(value) ?? 0)
    : 0;
}

/** A place where two schemas both have to fit. */
function together(a: DocumentNode, b: DocumentNode): DocumentNode {
  if (canonical(a.value) === canonical(b.value)) return a;
  const depth = Math.max(depthOf(a), depthOf(b)) + 1;
  if (depth > DEEPEST_JOIN) return a;
  const value = { allOf: [a.value, b.value] };
  joins.set(value, depth);
  return { ...b, value };
}

function properties(a: Shape, b: Shape): Shape['properties'] {
  if (!b.properties.size) return a.properties;
  const joined = new Map(a.properties);
  for (const [name, node] of b.properties) {
    const known = joined.get(name);
    joined.set(name, known ? together(known, node) : node);
  }
  return joined;
}

function rest(a: Keywords, b: Keywords, apart: object[]): Keywords {
  const joined: Record<string, unknown> = { ...a };
  const list = Array.isArray(a.allOf) ? [...a.allOf] : [];
  for (const [keyword, value] of Object.entries(b)) {
    if (keyword === 'allOf' && Array.isArray(value)) list.push(...value);
    else if (!(keyword in a)) joined[keyword] = value;
    else list.push({ [keyword]: value });
  }
  list.push(...apart);
  return list.length ? { ...joined, allOf: list } : joined;
}

/** What two schemas ask together; words are those of the first. */
export function mergeShapes(a: Shape, b: Shape): Shape {
  const { joined, apart } = plain(a.plain, b.plain);
  const items = a.items && b.items ? together(a.items, b.items) : undefined;
  return {
    node: a.node,
    lost: a.lost ?? b.lost,
    never: a.never || b.never,
    types: types(a.types, b.types),
    nullable: nullable(a, b),
    constant: a.constant || b.constant,
    plain: joined,
    properties: properties(a, b),
    required: b.required.size
      ? new Set([...a.required, ...b.required])
      : a.required,
    additional: additional(a.additional, b.additional),
    items: items ?? a.items ?? b.items,
    groups: [...a.groups, ...b.groups],
    rest: rest(a.rest, b.rest, apart),
    notes: { ...b.notes, ...a.notes },
  };
}
