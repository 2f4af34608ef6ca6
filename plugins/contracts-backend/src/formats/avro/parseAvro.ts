import { InputError } from '@backstage/errors';
import type { ContractDocument } from '@slipway/backstage-plugin-contracts-common';
import { filesOf, readData } from '../../formatSupport';
import { SchemaReader } from './SchemaReader';
import { type AvroType, isNamed } from './avroTypes';

/** What stands in a document: its types that no other one of it uses. */
export interface AvroDocument {
  roots: readonly AvroType[];
}

const KIND = 'Avro schema';

function refuseProtocol(value: unknown) {
  if (typeof value === 'object' && value && 'protocol' in value) {
    throw new InputError(
      'The document is an Avro protocol. Give the schema of one of its messages.',
    );
  }
}

/** Reads one schema, or several files that name each other's types. */
export function parseAvro(document: ContractDocument): AvroDocument {
  const reader = new SchemaReader();
  const values = filesOf(document, KIND).map(([, text]) =>
    // The name of a primitive type alone is a schema as well.
    /^\s*\w+\s*$/.test(text) ? text.trim() : readData(text, KIND),
  );
  for (const value of values) refuseProtocol(value);
  const types = reader.read(values);
  const roots = types.filter(
    type => types.length === 1 || !isNamed(type) || !reader.isUsed(type.name),
  );
  return { roots: roots.length ? roots : types.slice(0, 1) };
}
