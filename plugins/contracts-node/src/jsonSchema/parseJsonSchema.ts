import { InputError } from '@backstage/errors';
import type { ContractDocument } from '@slipway/backstage-plugin-contracts-common';
import { parse } from 'yaml';

// Enough for any schema by hand, and far from the end of the stack.
const DEEPEST = 400;
const MOST_ALIASES = 100;

function textOf(document: ContractDocument): string {
  if (typeof document === 'string') return document;
  const texts = Object.values(document);
  if (texts.length !== 1) {
    throw new InputError(
      `A JSON Schema is one file, and ${texts.length} were given. Bundle them into one.`,
    );
  }
  return texts[0];
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (jsonError) {
    if (/^\s*[{[]/.test(text)) {
      throw new InputError(
        `The document is no JSON: ${(jsonError as Error).message}.`,
      );
    }
  }
  try {
    return parse(text, { maxAliasCount: MOST_ALIASES, logLevel: 'error' });
  } catch (error) {
    throw new InputError(
      `The document is neither JSON nor YAML: ${(error as Error).message.split('\n')[0].replace(/[.:]$/, '')}.`,
    );
  }
}

function refuseDepth(document: unknown) {
  let layer = [document];
  for (let depth = 0; layer.length; depth++) {
    if (depth > DEEPEST) {
      throw new InputError(
        `The document is nested more than ${DEEPEST} levels deep, which is more than is compared.`,
      );
    }
    layer = layer.flatMap(value =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
}

/** Reads a JSON Schema from JSON or YAML. */
export function parseJsonSchema(document: ContractDocument): unknown {
  const schema = read(textOf(document));
  const isSchema =
    typeof schema === 'boolean' ||
    (typeof schema === 'object' && schema !== null && !Array.isArray(schema));
  if (!isSchema) {
    throw new InputError(
      'The document is no JSON Schema: a schema is an object or a boolean.',
    );
  }
  refuseDepth(schema);
  return schema;
}
