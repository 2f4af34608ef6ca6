import { InputError } from '@backstage/errors';
import type { ContractDocument } from '@slipway/backstage-plugin-contracts-common';
import {
  buildASTSchema,
  buildClientSchema,
  concatAST,
  type DocumentNode,
  type GraphQLSchema,
  type IntrospectionQuery,
  isTypeSystemDefinitionNode,
  isTypeSystemExtensionNode,
  parse,
} from 'graphql';
import { complaintOf, filesOf } from '../../formatSupport';

const MOST_TOKENS = 5_000_000;

/** Runs a parser that may meet nesting beyond the stack of the process. */
export function refusing<T>(what: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof InputError) throw error;
    const cause =
      error instanceof RangeError
        ? 'it is nested too deeply'
        : complaintOf(error);
    throw new InputError(`${what}: ${cause}.`);
  }
}

function introspected(text: string): GraphQLSchema {
  const value = JSON.parse(text) as {
    data?: IntrospectionQuery;
    __schema?: unknown;
  };
  const introspection = value.data ?? (value as unknown as IntrospectionQuery);
  return buildClientSchema(introspection, { assumeValid: true });
}

function documentOf([path, text]: [string, string]): DocumentNode {
  const document = refusing(
    `The document${path && ` '${path}'`} is no GraphQL schema`,
    // Places are never shown, and would take most of the memory.
    () => parse(text, { maxTokens: MOST_TOKENS, noLocation: true }),
  );
  for (const each of document.definitions) {
    if (!isTypeSystemDefinitionNode(each) && !isTypeSystemExtensionNode(each)) {
      throw new InputError(
        'The document is no GraphQL schema: it holds a query. Give the schema that serves it.',
      );
    }
  }
  return document;
}

/** Reads a schema from its definition language, or from the answer to an introspection query. */
export function parseGraphql(document: ContractDocument): GraphQLSchema {
  const files = filesOf(document, 'GraphQL schema');
  return refusing('The document is no GraphQL schema', () => {
    if (files.length === 1 && /^\s*\{\s*"/.test(files[0][1])) {
      return introspected(files[0][1]);
    }
    // Directives of a gateway are often used without being declared.
    return buildASTSchema(concatAST(files.map(documentOf)), {
      assumeValidSDL: true,
      assumeValid: true,
    });
  });
}
