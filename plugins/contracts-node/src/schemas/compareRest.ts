import { canonical } from '../inclusion/Formulas';
import { bundleSchema } from './bundleSchema';
import type { Finding } from './Finding';
import {
  decided,
  finding,
  innerAndOuter,
  type SchemaContext,
} from './SchemaContext';
import type { Shape } from './Shape';
import type { ShapeReader } from './ShapeReader';

const OF_ARRAYS = [
  'prefixItems',
  'items',
  'additionalItems',
  'contains',
  'minContains',
  'maxContains',
  'unevaluatedItems',
];

function hasRest({ rest }: Shape): boolean {
  return Object.keys(rest).length > 0;
}

/** What a schema asks beside the rest that only the engine can read. */
function bundleRest(
  reader: ShapeReader,
  { direction }: SchemaContext,
  { node, rest, properties }: Shape,
) {
  // What other properties are depends on which are listed.
  const listed = Object.fromEntries(
    [...properties.keys()].map(name => [name, true]),
  );
  const value =
    'unevaluatedProperties' in rest ? { properties: listed, ...rest } : rest;
  return bundleSchema(reader, direction, { ...node, value });
}

/**
 * What changed where the engine alone can follow: conditions, exceptions,
 * tuples and names by pattern.
 */
export function compareRest(
  context: SchemaContext,
  { before, after }: { before: Shape; after: Shape },
): Finding[] {
  if (!hasRest(before) && !hasRest(after)) return [];
  const { direction, decisions } = context;
  const write = (reader: ShapeReader, shape: Shape) => () =>
    bundleRest(reader, context, shape);
  const same = decisions.isSame(
    write(context.before, before),
    write(context.after, after),
  );
  if (same) return [];
  const keywords = [
    ...new Set([...Object.keys(before.rest), ...Object.keys(after.rest)]),
  ].filter(
    keyword =>
      canonical(before.rest[keyword]) !== canonical(after.rest[keyword]),
  );
  const ofArrays = keywords.some(keyword => OF_ARRAYS.includes(keyword));
  const [keyword] = keywords;
  const found = finding(
    context,
    ofArrays ? 'array-form-changed' : 'composition-changed',
    { before, after },
    {
      detail: keywords.join(', ') || 'what its references lead to',
      old: before.rest[keyword],
      young: after.rest[keyword],
    },
  );
  const [inner, outer] = innerAndOuter(
    context,
    { reader: context.before, shape: before },
    { reader: context.after, shape: after },
  );
  const answer = decisions.decide(
    () => bundleSchema(inner.reader, direction, inner.shape.node),
    write(outer.reader, outer.shape),
  );
  return [decided(found, answer)];
}
