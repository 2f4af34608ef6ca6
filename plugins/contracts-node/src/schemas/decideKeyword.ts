import type { InclusionAnswer } from '../inclusion';
import { writePlain } from './bundleSchema';
import { innerAndOuter, type SchemaContext } from './SchemaContext';
import type { Shape } from './Shape';

/** All types but null, which is told apart. */
export const ALL_BUT_NULL = ['array', 'boolean', 'number', 'object', 'string'];

/** Whether what one side asks by a keyword holds for all values of the other. */
export function decideKeyword(
  context: SchemaContext,
  { before, after }: { before: Shape; after: Shape },
  asked: (shape: Shape) => Record<string, unknown>,
): InclusionAnswer {
  const [inner, outer] = innerAndOuter(context, before, after);
  return context.decisions.decide(
    () => writePlain(inner.types ?? ALL_BUT_NULL, false, inner.plain),
    () => asked(outer),
  );
}
