import {
  type ASTNode,
  type ConstDirectiveNode,
  type GraphQLDirective,
  type GraphQLSchema,
  isSpecifiedDirective,
  print,
} from 'graphql';
import type { Comparison, Position } from './Comparison';
import { compareArguments } from './compareInputs';

// What these say is compared by their meaning, or is meant for tools only.
const TOLD_ELSEWHERE = new Set(['deprecated', 'specifiedBy', 'oneOf', 'tag']);

interface Annotated {
  astNode?: (ASTNode & { directives?: readonly ConstDirectiveNode[] }) | null;
  extensionASTNodes?: readonly { directives?: readonly ConstDirectiveNode[] }[];
}

function usedOn({ astNode, extensionASTNodes = [] }: Annotated): string[] {
  const own = astNode?.directives ?? [];
  const used = extensionASTNodes.length
    ? [...own, ...extensionASTNodes.flatMap(node => node.directives ?? [])]
    : own;
  // Most parts of a schema have none.
  if (!used.length) return [];
  return used
    .filter(({ name }) => !TOLD_ELSEWHERE.has(name.value))
    .map(directive => print(directive))
    .sort();
}

/** Compares which directives stand on a part of the schema. */
export function compareDirectiveUsage(
  comparison: Comparison,
  position: Position,
  before: Annotated,
  after: Annotated,
): void {
  const [was, is] = [usedOn(before).join(' '), usedOn(after).join(' ')];
  if (was === is) return;
  comparison.add(
    position,
    'directive-usage-changed',
    `${position.path || 'The schema'} is marked with ${is || 'nothing'}, where it was marked with ${was || 'nothing'}.`,
    { before: was, after: is },
  );
}

function compareLocations(
  comparison: Comparison,
  position: Position,
  before: GraphQLDirective,
  after: GraphQLDirective,
) {
  for (const location of before.locations) {
    if (after.locations.includes(location)) continue;
    comparison.add(
      position,
      'directive-location-removed',
      `The directive ${position.path} may no longer stand on ${location}.`,
      { before: location },
    );
  }
  for (const location of after.locations) {
    if (before.locations.includes(location)) continue;
    comparison.add(
      position,
      'directive-location-added',
      `The directive ${position.path} may also stand on ${location}.`,
      { after: location },
    );
  }
}

function compareDirective(
  comparison: Comparison,
  position: Position,
  before: GraphQLDirective,
  after: GraphQLDirective,
) {
  compareLocations(comparison, position, before, after);
  if (before.isRepeatable !== after.isRepeatable) {
    comparison.add(
      position,
      `directive-repeatable-${after.isRepeatable ? 'added' : 'removed'}`,
      `The directive ${position.path} ${after.isRepeatable ? 'may be' : 'may no longer be'} repeated.`,
      {
        before: before.isRepeatable ? 'repeatable' : 'once',
        after: after.isRepeatable ? 'repeatable' : 'once',
      },
    );
  }
  comparison.words(position, before, after);
  compareArguments(comparison, position, before.args, after.args);
}

function ownDirectives(schema: GraphQLSchema): Map<string, GraphQLDirective> {
  const own = schema
    .getDirectives()
    .filter(each => !isSpecifiedDirective(each) && each.name !== 'oneOf');
  return new Map(own.map(each => [each.name, each]));
}

/** Compares the directives that a schema declares. */
export function compareDirectives(
  comparison: Comparison,
  before: GraphQLSchema,
  after: GraphQLSchema,
): void {
  const [old, young] = [ownDirectives(before), ownDirectives(after)];
  for (const name of new Set([...old.keys(), ...young.keys()])) {
    const [was, is] = [old.get(name), young.get(name)];
    const position: Position = { path: `@${name}`, operation: `@${name}` };
    if (was && is) {
      compareDirective(comparison, position, was, is);
      continue;
    }
    comparison.add(
      position,
      is ? 'directive-added' : 'directive-removed',
      `The directive @${name} was ${is ? 'added' : 'removed'}.`,
      is ? { after: `@${name}` } : { before: `@${name}` },
    );
  }
}
