import type { ContractDirection } from '@slipway/backstage-plugin-contracts-common';
import {
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql';
import type { Comparison, Position } from './Comparison';
import { compareDirectiveUsage } from './compareDirectives';
import { compareArguments, compareInputFields } from './compareInputs';
import { isReadableAs } from './typeChanges';

type Composite = GraphQLObjectType | GraphQLInterfaceType;
type AnyField = GraphQLField<unknown, unknown>;

function changedField(
  comparison: Comparison,
  position: Position,
  before: AnyField,
  after: AnyField,
) {
  const [was, is] = [String(before.type), String(after.type)];
  if (was !== is) {
    const readable = isReadableAs(before.type, after.type);
    comparison.add(
      position,
      readable ? 'field-type-narrowed' : 'field-type-changed',
      `${position.path} changed from ${was} to ${is}.`,
      { before: was, after: is },
    );
  }
  comparison.words(position, before, after);
  compareDirectiveUsage(comparison, position, before, after);
  compareArguments(comparison, position, before.args, after.args);
}

/** Calls a change of one member of a list, by what is gone and what is new. */
function compareNames(
  names: [string[], string[]],
  removed: (name: string) => void,
  added: (name: string) => void,
) {
  const [before, after] = names.map(each => new Set(each));
  for (const name of before) if (!after.has(name)) removed(name);
  for (const name of after) if (!before.has(name)) added(name);
}

function compareFields(
  comparison: Comparison,
  before: Composite,
  after: Composite,
) {
  const [old, young] = [before.getFields(), after.getFields()];
  const at = (name: string): Position => {
    const path = `${before.name}.${name}`;
    return { path, operation: path };
  };
  compareNames(
    [Object.keys(old), Object.keys(young)],
    name =>
      comparison.add(
        at(name),
        'field-removed',
        `${before.name}.${name} was removed.`,
        { before: `${name}: ${old[name].type}` },
      ),
    name =>
      comparison.add(
        at(name),
        'field-added',
        `${before.name}.${name} was added.`,
        { after: `${name}: ${young[name].type}` },
      ),
  );
  for (const [name, field] of Object.entries(old)) {
    if (Object.hasOwn(young, name)) {
      changedField(comparison, at(name), field, young[name]);
    }
  }
}

function compareInterfaces(
  comparison: Comparison,
  before: Composite,
  after: Composite,
) {
  const position = { path: before.name, operation: before.name };
  const names = (type: Composite) =>
    type.getInterfaces().map(each => each.name);
  compareNames(
    [names(before), names(after)],
    name =>
      comparison.add(
        position,
        'interface-removed',
        `${before.name} no longer implements ${name}.`,
        { before: name },
      ),
    name =>
      comparison.add(
        position,
        'interface-added',
        `${before.name} now implements ${name}.`,
        { after: name },
      ),
  );
}

function compareEnums(
  comparison: Comparison,
  before: GraphQLEnumType,
  after: GraphQLEnumType,
  only: readonly ContractDirection[] | undefined,
) {
  const type = before.name;
  const say = (rule: string, name: string, state: string) =>
    comparison.add(
      { path: `${type}.${name}`, operation: type, only },
      `enum-value-${rule}`,
      `The value ${name} was ${state} the enum ${type}.`,
      {
        ...(rule === 'added' ? { after: name } : { before: name }),
        subject: { operation: type, values: [name] },
      },
    );
  const names = (each: GraphQLEnumType) =>
    each.getValues().map(({ name }) => name);
  compareNames(
    [names(before), names(after)],
    name => say('removed', name, 'removed from'),
    name => say('added', name, 'added to'),
  );
  for (const value of before.getValues()) {
    const young = after.getValue(value.name);
    if (!young) continue;
    const path = `${type}.${value.name}`;
    comparison.words({ path, operation: type }, value, young);
    const position = { path, operation: type, only };
    compareDirectiveUsage(comparison, position, value, young);
  }
}

function compareOneOf(
  comparison: Comparison,
  before: GraphQLInputObjectType,
  after: GraphQLInputObjectType,
) {
  if (before.isOneOf === after.isOneOf) return;
  const { name } = before;
  comparison.add(
    { path: name, operation: name, only: ['send'] },
    after.isOneOf ? 'input-one-of-added' : 'input-one-of-removed',
    after.isOneOf
      ? `${name} takes exactly one of its fields now.`
      : `${name} no longer takes exactly one of its fields.`,
    {
      before: before.isOneOf ? '@oneOf' : 'any fields',
      after: after.isOneOf ? '@oneOf' : 'any fields',
    },
  );
}

function compareInside(
  comparison: Comparison,
  before: GraphQLNamedType,
  after: GraphQLNamedType,
  only: readonly ContractDirection[] | undefined,
): boolean {
  const position = { path: before.name, operation: before.name, only };
  if (
    (isObjectType(before) && isObjectType(after)) ||
    (isInterfaceType(before) && isInterfaceType(after))
  ) {
    compareInterfaces(comparison, before, after);
    compareFields(comparison, before, after);
  } else if (isUnionType(before) && isUnionType(after)) {
    const names = [before, after].map(each =>
      each.getTypes().map(({ name }) => name),
    ) as [string[], string[]];
    const say = (state: string, words: string, text: object) =>
      comparison.add(
        position,
        `union-member-${state}`,
        `The type ${words} the union ${before.name}.`,
        text,
      );
    compareNames(
      names,
      name => say('removed', `${name} was removed from`, { before: name }),
      name => say('added', `${name} was added to`, { after: name }),
    );
  } else if (isEnumType(before) && isEnumType(after)) {
    compareEnums(comparison, before, after, only);
  } else if (isInputObjectType(before) && isInputObjectType(after)) {
    compareOneOf(comparison, before, after);
    compareInputFields(comparison, before, after);
  } else if (isScalarType(before) && isScalarType(after)) {
    const [was, is] = [before.specifiedByURL, after.specifiedByURL];
    if ((was ?? '') !== (is ?? '')) {
      comparison.add(
        position,
        'scalar-specification-changed',
        `The scalar ${before.name} is specified by ${is ?? 'nothing'}, where it was by ${was ?? 'nothing'}.`,
        { before: was ?? '', after: is ?? '' },
      );
    }
  } else {
    return false;
  }
  return true;
}

/** Compares two types of one name; `only` is which way their values flow. */
export function compareType(
  comparison: Comparison,
  before: GraphQLNamedType,
  after: GraphQLNamedType,
  only: readonly ContractDirection[] | undefined,
): void {
  const position = { path: before.name, operation: before.name, only };
  if (!compareInside(comparison, before, after, only)) {
    const kind = (type: GraphQLNamedType) =>
      type.constructor.name.replace(/^GraphQL|Type$/g, '').toLowerCase();
    const [was, is] = [kind(before), kind(after)];
    comparison.add(
      position,
      'type-kind-changed',
      `${before.name} was a type of kind ${was} and is one of kind ${is}.`,
      { before: was, after: is },
    );
  }
  comparison.words(position, before, after);
  compareDirectiveUsage(comparison, position, before, after);
}
