import {
  CONTRACT_DIRECTIONS,
  type ContractChange,
  type ContractDirection,
} from '@slipway/backstage-plugin-contracts-common';
import type { CompareOptions } from '@slipway/backstage-plugin-contracts-node';
import {
  getNamedType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { directionsOf, Findings } from '../../formatSupport';
import { Comparison } from './Comparison';
import { compareDirectives, compareDirectiveUsage } from './compareDirectives';
import { compareType } from './compareTypes';
import { graphqlRules } from './graphqlRules';

type Flows = Map<string, Set<ContractDirection>>;

function ownTypes(schema: GraphQLSchema): Map<string, GraphQLNamedType> {
  const own = Object.values(schema.getTypeMap()).filter(
    type => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  return new Map(own.map(type => [type.name, type]));
}

function flow(flows: Flows, name: string, direction: ContractDirection) {
  flows.set(name, (flows.get(name) ?? new Set()).add(direction));
}

/** Which types are named where values are sent, and which where they are received. */
function flowsOf(schema: GraphQLSchema, flows: Flows): void {
  for (const type of ownTypes(schema).values()) {
    if (isInputObjectType(type)) {
      flow(flows, type.name, 'send');
      for (const field of Object.values(type.getFields())) {
        flow(flows, getNamedType(field.type).name, 'send');
      }
    } else if (isObjectType(type) || isInterfaceType(type)) {
      flow(flows, type.name, 'receive');
      for (const field of Object.values(type.getFields())) {
        flow(flows, getNamedType(field.type).name, 'receive');
        for (const argument of field.args) {
          flow(flows, getNamedType(argument.type).name, 'send');
        }
      }
    }
  }
  for (const directive of schema.getDirectives()) {
    for (const argument of directive.args) {
      flow(flows, getNamedType(argument.type).name, 'send');
    }
  }
}

const ROOTS = [
  ['query', 'Queries'],
  ['mutation', 'Mutations'],
  ['subscription', 'Subscriptions'],
] as const;

function rootOf(schema: GraphQLSchema, kind: (typeof ROOTS)[number][0]) {
  const roots: Record<string, GraphQLObjectType | null | undefined> = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  };
  return roots[kind]?.name;
}

function compareRoots(
  comparison: Comparison,
  before: GraphQLSchema,
  after: GraphQLSchema,
) {
  for (const [kind, words] of ROOTS) {
    const [was, is] = [rootOf(before, kind), rootOf(after, kind)];
    if (was === is) continue;
    comparison.add(
      { path: kind, operation: was ?? is ?? kind },
      was && !is ? 'root-type-removed' : 'root-type-changed',
      is
        ? `${words} are served by ${is}, where they were by ${was ?? 'nothing'}.`
        : `${words} are no longer served.`,
      { before: was ?? '', after: is ?? '' },
    );
  }
}

function compareAll(
  comparison: Comparison,
  before: GraphQLSchema,
  after: GraphQLSchema,
) {
  const flows: Flows = new Map();
  flowsOf(before, flows);
  flowsOf(after, flows);
  const [old, young] = [ownTypes(before), ownTypes(after)];
  for (const name of new Set([...old.keys(), ...young.keys()])) {
    if (comparison.findings.ended) return;
    const [was, is] = [old.get(name), young.get(name)];
    // A type that nothing names may be used in both ways.
    const only = [...(flows.get(name) ?? CONTRACT_DIRECTIONS)];
    if (was && is) {
      compareType(comparison, was, is, only);
      continue;
    }
    comparison.add(
      { path: name, operation: name, only },
      is ? 'type-added' : 'type-removed',
      `The type ${name} was ${is ? 'added' : 'removed'}.`,
      is ? { after: name } : { before: name },
    );
  }
}

/** What changed between two schemas. */
export function compareSchemas(
  before: GraphQLSchema,
  after: GraphQLSchema,
  options: CompareOptions = {},
): ContractChange[] {
  const findings = new Findings(
    graphqlRules,
    directionsOf(options),
    options.signal,
  );
  const comparison = new Comparison(findings);
  const whole = { path: '', operation: 'schema' };
  compareRoots(comparison, before, after);
  compareDirectives(comparison, before, after);
  compareDirectiveUsage(comparison, whole, before, after);
  compareAll(comparison, before, after);
  if (findings.ended) {
    const message =
      'The comparison was ended before it was done, so other changes may break.';
    comparison.add(whole, 'not-compared', message, { after: '' });
  }
  return findings.changes;
}
