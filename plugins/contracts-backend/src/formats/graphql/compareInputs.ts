import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  isRequiredArgument,
  isRequiredInputField,
  print,
} from 'graphql';
import type { Comparison, Position } from './Comparison';
import { compareDirectiveUsage } from './compareDirectives';
import { isAcceptedAs } from './typeChanges';

type Input = GraphQLArgument | GraphQLInputField;

interface InputKind {
  rule: 'argument' | 'input-field';
  noun: string;
  isRequired(input: Input): boolean;
}

const ARGUMENT: InputKind = {
  rule: 'argument',
  noun: 'argument',
  isRequired: input => isRequiredArgument(input as GraphQLArgument),
};
const FIELD: InputKind = {
  rule: 'input-field',
  noun: 'field',
  isRequired: input => isRequiredInputField(input as GraphQLInputField),
};

/** A default as it is written, so that it can be compared and shown. */
export function defaultOf(input: Input): string | undefined {
  if (input.defaultValue === undefined) return undefined;
  const node = astFromValue(input.defaultValue, input.type);
  return node ? print(node) : String(input.defaultValue);
}

function added(
  comparison: Comparison,
  position: Position,
  input: Input,
  kind: InputKind,
) {
  const { noun, rule } = kind;
  const required = kind.isRequired(input);
  const { operation, field } = position;
  const what = required ? 'required' : 'optional';
  comparison.add(
    position,
    `${rule}-${what}-added`,
    required
      ? `${operation} asks for the new ${noun} '${input.name}' of type ${input.type}.`
      : `${operation} takes the new optional ${noun} '${input.name}'.`,
    {
      after: `${input.name}: ${input.type}`,
      subject: {
        operation,
        ...(field && { field }),
        ...(required && { hits: 'who-omits' as const }),
      },
    },
  );
}

function changedDefault(
  comparison: Comparison,
  position: Position,
  [before, after]: [Input, Input],
  { noun, rule, isRequired }: InputKind,
) {
  const [was, is] = [defaultOf(before), defaultOf(after)];
  if (was === is) return;
  const { operation, field } = position;
  // Without its default who leaves it out is refused.
  const required = isRequired(after) && was !== undefined;
  comparison.add(
    position,
    required ? `${rule}-required-added` : `${rule}-default-changed`,
    `The default of the ${noun} '${before.name}' of ${operation} changed from ${was ?? 'none'} to ${is ?? 'none'}.`,
    {
      ...{ before: was ?? 'none', after: is ?? 'none' },
      subject: { operation, ...(field && { field }), hits: 'who-omits' },
    },
  );
}

function changed(
  comparison: Comparison,
  position: Position,
  [before, after]: [Input, Input],
  kind: InputKind,
) {
  const { noun, rule } = kind;
  const [was, is] = [String(before.type), String(after.type)];
  if (was !== is) {
    const accepted = isAcceptedAs(before.type, after.type);
    comparison.add(
      position,
      `${rule}-type-${accepted ? 'widened' : 'changed'}`,
      `The ${noun} '${before.name}' of ${position.operation} changed from ${was} to ${is}.`,
      { before: was, after: is },
    );
  }
  changedDefault(comparison, position, [before, after], kind);
  comparison.words(position, before, after);
  compareDirectiveUsage(comparison, position, before, after);
}

function compareInputs(
  comparison: Comparison,
  at: (name: string) => Position,
  [before, after]: [Map<string, Input>, Map<string, Input>],
  kind: InputKind,
) {
  for (const [name, input] of before) {
    const young = after.get(name);
    if (young) {
      changed(comparison, at(name), [input, young], kind);
      continue;
    }
    comparison.add(
      at(name),
      `${kind.rule}-removed`,
      `${at(name).operation} no longer takes the ${kind.noun} '${name}'.`,
      { before: `${name}: ${input.type}` },
    );
  }
  for (const [name, input] of after) {
    if (!before.has(name)) added(comparison, at(name), input, kind);
  }
}

/** Compares the arguments of a field or directive. */
export function compareArguments(
  comparison: Comparison,
  position: Position,
  before: readonly GraphQLArgument[],
  after: readonly GraphQLArgument[],
): void {
  const byName = (inputs: readonly GraphQLArgument[]) =>
    new Map<string, Input>(inputs.map(each => [each.name, each]));
  const at = (name: string): Position => ({
    ...{ path: `${position.path}(${name})`, operation: position.operation },
    field: name,
    only: ['send'],
  });
  compareInputs(comparison, at, [byName(before), byName(after)], ARGUMENT);
}

/** Compares the fields of an input. */
export function compareInputFields(
  comparison: Comparison,
  before: GraphQLInputObjectType,
  after: GraphQLInputObjectType,
): void {
  const at = (name: string): Position => ({
    ...{ path: `${before.name}.${name}`, operation: before.name },
    ...{ field: name, only: ['send'] },
  });
  const maps = [before, after].map(
    type => new Map<string, Input>(Object.entries(type.getFields())),
  ) as [Map<string, Input>, Map<string, Input>];
  compareInputs(comparison, at, maps, FIELD);
}
