import { InputError } from '@backstage/errors';
import type { ContractDocument } from '@slipway/backstage-plugin-contracts-common';
import { parseDocumentText } from '../documents';

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

/** Reads a JSON Schema from JSON or YAML. */
export function parseJsonSchema(document: ContractDocument): unknown {
  const schema = parseDocumentText(textOf(document), { what: 'a JSON Schema' });
  const isSchema =
    typeof schema === 'boolean' ||
    (typeof schema === 'object' && schema !== null && !Array.isArray(schema));
  if (!isSchema) {
    throw new InputError(
      'The document is no JSON Schema: a schema is an object or a boolean.',
    );
  }
  return schema;
}
