import { nodeBelow } from '../documents';
import {
  barest,
  PropertyComparison,
  type PropertyFindings,
} from './compareProperties';
import type { Finding } from './Finding';
import {
  decided,
  finding,
  innerAndOuter,
  type SchemaContext,
} from './SchemaContext';
import { acceptsType, type Shape } from './Shape';
import type { ShapeReader } from './ShapeReader';

interface Shapes {
  before: Shape;
  after: Shape;
}

function others(context: SchemaContext, shapes: Shapes): PropertyFindings {
  const [old, young] = [shapes.before.additional, shapes.after.additional];
  const nothing = { findings: [], below: [] };
  if (old === 'closed' || young === 'closed') {
    if (old === young) return nothing;
    const kind = young === 'closed' ? 'closed-to-others' : 'opened-to-others';
    return { findings: [closing(context, shapes, kind)], below: [] };
  }
  if (typeof old !== 'object' && typeof young !== 'object') return nothing;
  const read = (reader: ShapeReader, shape: Shape) =>
    typeof shape.additional === 'object'
      ? reader.read(shape.additional)
      : reader.anyAt(nodeBelow(shape.node, 'additionalProperties'));
  return {
    findings: [],
    below: [
      {
        step: '*',
        before: read(context.before, shapes.before),
        after: read(context.after, shapes.after),
      },
    ],
  };
}

function closing(
  context: SchemaContext,
  shapes: Shapes,
  kind: 'closed-to-others' | 'opened-to-others',
): Finding {
  const found = finding(context, kind, shapes, {});
  if (found.verdict === 'safe') return found;
  const [inner, outer] = innerAndOuter(context, shapes.before, shapes.after);
  const [reader] = innerAndOuter(context, context.before, context.after);
  const answer = context.decisions.decide(
    () => barest(reader, context, inner, ''),
    () => ({
      properties: Object.fromEntries(
        [...outer.properties.keys(), ...inner.required].map(name => [
          name,
          true,
        ]),
      ),
      additionalProperties: false,
    }),
  );
  return answer.status === 'not-included' ? decided(found, answer) : found;
}

/** What changed for the properties of objects. */
export function compareObjects(
  context: SchemaContext,
  shapes: Shapes,
): PropertyFindings {
  const { before, after } = shapes;
  if (!acceptsType(before, 'object') || !acceptsType(after, 'object')) {
    return { findings: [], below: [] };
  }
  const properties = new PropertyComparison(context, shapes);
  const names = new Set([
    ...before.properties.keys(),
    ...after.properties.keys(),
    ...before.required,
    ...after.required,
  ]);
  for (const name of names) {
    properties.compare(name);
  }
  const rest = others(context, shapes);
  return {
    findings: [...properties.findings, ...rest.findings],
    below: [...properties.below, ...rest.below],
  };
}
