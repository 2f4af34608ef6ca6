import { nodeBelow } from '../documents';
import type { SchemaContext } from './SchemaContext';
import { acceptsType, type Shape } from './Shape';
import type { ShapeReader } from './ShapeReader';

/** The items of arrays, where both sides may be one. */
export function compareArrays(
  context: SchemaContext,
  { before, after }: { before: Shape; after: Shape },
): { step: string; before: Shape; after: Shape }[] {
  if (!before.items && !after.items) return [];
  if (!acceptsType(before, 'array') || !acceptsType(after, 'array')) return [];
  const read = (reader: ShapeReader, shape: Shape) =>
    shape.items
      ? reader.read(shape.items)
      : reader.anyAt(nodeBelow(shape.node, 'items'));
  return [
    {
      step: '[]',
      before: read(context.before, before),
      after: read(context.after, after),
    },
  ];
}
