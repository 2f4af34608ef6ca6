import type { ContractFormat } from '@slipway/backstage-plugin-contracts-node';
import type { GraphQLSchema } from 'graphql';
import { compareSchemas } from './compareSchemas';
import { graphqlRules } from './graphqlRules';
import { outlineOf } from './outlineOf';
import { parseGraphql } from './parseGraphql';
import { usesOf } from './usesOf';

/** GraphQL: what queries ask for, and what they send. @public */
export const graphqlFormat: ContractFormat<GraphQLSchema> = {
  id: 'graphql',
  title: 'GraphQL',
  rules: graphqlRules,
  parse: parseGraphql,
  compare: compareSchemas,
  outline: outlineOf,
  usesOf,
};
