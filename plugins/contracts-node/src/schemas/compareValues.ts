import { canonical } from '../inclusion/Formulas';
import { writePlain } from './bundleSchema';
import { compareFormats } from './compareFormats';
import { ALL_BUT_NULL, decideKeyword } from './decideKeyword';
import { type Finding, listed, short } from './Finding';
import type { SchemaChangeKind } from './schemaChangeKinds';
import {
  decided,
  finding,
  innerAndOuter,
  type SchemaContext,
} from './SchemaContext';
import { acceptsNull, type Shape } from './Shape';

interface Shapes {
  before: Shape;
  after: Shape;
}

const LOWER = new Set([
  'minimum',
  'exclusiveMinimum',
  'minLength',
  'minItems',
  'minProperties',
]);

function typeName({ types }: Shape): string {
  if (!types) return 'any';
  return types.length ? types.join(' or ') : 'null';
}

function compareTypes(context: SchemaContext, shapes: Shapes): Finding[] {
  const { before, after } = shapes;
  if (canonical(before.types) === canonical(after.types)) return [];
  const found = finding(context, 'type-changed', shapes, {
    detail: `from ${typeName(before)} to ${typeName(after)}`,
    old: before.types,
    young: after.types,
  });
  const answer = decideKeyword(context, shapes, shape => ({
    type: shape.types ?? [...ALL_BUT_NULL, 'null'],
  }));
  // Types that differ are told apart by a value, unless nothing fits at all.
  return [decided(found, answer, 'breaking')];
}

function nulls(context: SchemaContext, shapes: Shapes): Finding[] {
  const [old, young] = [shapes.before, shapes.after].map(acceptsNull);
  // A side that accepts all is told by its types.
  if (old === young || !shapes.before.types !== !shapes.after.types) return [];
  const found = finding(
    context,
    young ? 'null-accepted' : 'null-refused',
    shapes,
    { values: [null] },
  );
  return [
    found.verdict === 'safe'
      ? found
      : { ...found, counterExample: { value: null } },
  ];
}

function listOf({ plain }: Shape): unknown[] | undefined {
  return Array.isArray(plain.enum) ? plain.enum : undefined;
}

function without(list: unknown[], taken: unknown[]): unknown[] {
  const known = new Set(taken.map(canonical));
  return list.filter(value => !known.has(canonical(value)));
}

function oneValue(
  context: SchemaContext,
  shapes: Shapes,
  kind: 'enum-value-removed' | 'enum-value-added',
  value: unknown,
): Finding {
  const found = finding(context, kind, shapes, {
    detail: short(value),
    values: [value],
    old: shapes.before.plain.enum,
    young: shapes.after.plain.enum,
  });
  if (found.verdict === 'safe') return found;
  // Beside a list, other keywords may refuse the value on the other side as well.
  const [inner] = innerAndOuter(context, shapes.before, shapes.after);
  const { enum: _list, ...plain } = inner.plain;
  const answer = context.decisions.decide(
    () => writePlain(inner.types, false, { ...plain, enum: [value] }),
    () => false,
  );
  return decided(found, answer, found.verdict);
}

function bothListed(
  context: SchemaContext,
  shapes: Shapes,
  old: unknown[],
  young: unknown[],
): Finding[] {
  const gone = without(old, young);
  const fresh = without(young, old);
  if (gone.length === old.length && fresh.length) {
    return [listFinding(context, shapes, 'values-replaced', listed(young))];
  }
  if (shapes.before.constant && fresh.length) {
    return [listFinding(context, shapes, 'constant-freed', listed(old))];
  }
  return [
    ...gone.map(value =>
      oneValue(context, shapes, 'enum-value-removed', value),
    ),
    ...fresh.map(value => oneValue(context, shapes, 'enum-value-added', value)),
  ];
}

/** Asks whether all values of one side are in the list of the other one. */
function listFinding(
  context: SchemaContext,
  shapes: Shapes,
  kind: SchemaChangeKind,
  detail: string,
): Finding {
  const [old, young] = [shapes.before, shapes.after].map(listOf);
  const found = finding(context, kind, shapes, {
    ...{ detail, old, young },
    ...(kind === 'values-replaced' && {
      values: context.direction === 'send' ? old : young,
    }),
  });
  const answer = decideKeyword(context, shapes, ({ plain }) =>
    plain.enum === undefined ? {} : { enum: plain.enum },
  );
  return decided(found, answer, found.verdict);
}

function lists(context: SchemaContext, shapes: Shapes): Finding[] {
  const [old, young] = [shapes.before, shapes.after].map(listOf);
  if (old && young) return bothListed(context, shapes, old, young);
  if (young) {
    return [listFinding(context, shapes, 'values-listed', listed(young))];
  }
  if (!old) return [];
  const kind = shapes.before.constant ? 'constant-freed' : 'values-freed';
  return [listFinding(context, shapes, kind, listed(old))];
}

function patterns(context: SchemaContext, shapes: Shapes): Finding[] {
  const [old, young] = [
    shapes.before.plain.pattern,
    shapes.after.plain.pattern,
  ];
  if (canonical(old) === canonical(young)) return [];
  const found = finding(context, 'pattern-changed', shapes, {
    detail: `from ${old === undefined ? 'none' : short(old)} to ${young === undefined ? 'none' : short(young)}`,
    old,
    young,
  });
  const answer = decideKeyword(context, shapes, ({ plain }) =>
    plain.pattern === undefined ? {} : { pattern: plain.pattern },
  );
  // Where there was none, hardly a pattern is written that lets all pass.
  const [inner] = innerAndOuter(context, old, young);
  return [decided(found, answer, inner === undefined ? 'breaking' : 'unknown')];
}

function oneBound(
  context: SchemaContext,
  shapes: Shapes,
  keyword: string,
): Finding[] {
  const [old, young] = [
    shapes.before.plain[keyword],
    shapes.after.plain[keyword],
  ];
  if (canonical(old) === canonical(young)) return [];
  const tighter =
    young !== undefined &&
    (old === undefined ||
      keyword === 'multipleOf' ||
      keyword === 'uniqueItems' ||
      Number(young) > Number(old) === LOWER.has(keyword));
  const found = finding(
    context,
    tighter ? 'bound-tightened' : 'bound-loosened',
    shapes,
    {
      detail: `${keyword} ${young === undefined ? 'no more' : short(young)}${old === undefined ? '' : `, which was ${short(old)}`}`,
      old,
      young,
    },
  );
  const answer = decideKeyword(context, shapes, ({ plain }) =>
    plain[keyword] === undefined ? {} : { [keyword]: plain[keyword] },
  );
  const undivided = keyword === 'multipleOf' ? 'unknown' : found.verdict;
  return [
    decided(askedOfMultiples(context, found, keyword), answer, undivided),
  ];
}

/** A multiple that changed may be tighter and looser at once. */
function askedOfMultiples(
  { rules, direction }: SchemaContext,
  found: Finding,
  keyword: string,
): Finding {
  if (keyword !== 'multipleOf') return found;
  const kind = direction === 'send' ? 'bound-tightened' : 'bound-loosened';
  const verdict = rules.rule(kind, direction).verdicts[direction] ?? 'safe';
  return { ...found, kind, verdict };
}

const BOUNDS = [
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
];

/** What changed for plain values: types, lists, bounds and forms. */
export function compareValues(
  context: SchemaContext,
  shapes: Shapes,
): Finding[] {
  return [
    ...compareTypes(context, shapes),
    ...nulls(context, shapes),
    ...lists(context, shapes),
    ...compareFormats(context, shapes),
    ...patterns(context, shapes),
    ...BOUNDS.flatMap(keyword => oneBound(context, shapes, keyword)),
  ];
}
