import type {
  ContractElement,
  ContractOutline,
} from '@slipway/backstage-plugin-contracts-common';
import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import { dateIn } from '../../formatSupport';

function going(reason: string | null | undefined): Partial<ContractElement> {
  if (typeof reason !== 'string') return {};
  const sunset = dateIn(reason);
  return { deprecated: true, advice: reason, ...(sunset && { sunset }) };
}

function elementsOf(
  type: GraphQLNamedType,
  roots: ReadonlyMap<string, string>,
): ContractElement[] {
  if (isObjectType(type) || isInterfaceType(type)) {
    const kind = roots.get(type.name) ?? 'field';
    return Object.values(type.getFields()).map(field => ({
      ...{ operation: `${type.name}.${field.name}`, kind },
      ...(field.description && { title: field.description }),
      ...going(field.deprecationReason),
    }));
  }
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map(field => ({
      ...{ operation: type.name, field: field.name, kind: 'input' },
      ...going(field.deprecationReason),
    }));
  }
  if (!isEnumType(type)) return [];
  return type
    .getValues()
    .filter(value => value.deprecationReason)
    .map(value => ({
      ...{ operation: type.name, field: value.name, kind: 'value' },
      ...going(value.deprecationReason),
    }));
}

/** What a schema offers: the fields of its types, and of its inputs. */
export function outlineOf(schema: GraphQLSchema): ContractOutline {
  const roots = new Map<string, string>();
  for (const [kind, type] of [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
    ['subscription', schema.getSubscriptionType()],
  ] as const) {
    if (type) roots.set(type.name, kind);
  }
  const types = Object.values(schema.getTypeMap()).filter(
    type => !isIntrospectionType(type),
  );
  return {
    ...(schema.description && { title: schema.description }),
    elements: types.flatMap(type => elementsOf(type, roots)),
  };
}
