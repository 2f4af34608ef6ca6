import type { OutlineEntry } from './lines';
import { protobufOutline, sqlOutline } from './textOutline';
import { avroOutline, jsonSchemaOutline, odcsOutline } from './treeOutline';
import { wsdlOutline, xsdOutline } from './xmlOutline';

/** Kinds of documents whose outline can be read. */
export type OutlineKind =
  'avro' | 'json-schema' | 'odcs' | 'protobuf' | 'sql' | 'wsdl' | 'xsd';

const READERS: Readonly<Record<OutlineKind, (text: string) => OutlineEntry[]>> =
  {
    ...{ avro: avroOutline, 'json-schema': jsonSchemaOutline },
    ...{ odcs: odcsOutline, protobuf: protobufOutline, sql: sqlOutline },
    ...{ wsdl: wsdlOutline, xsd: xsdOutline },
  };

/** What a document describes; empty when that cannot be read. */
export function outlineOf(kind: OutlineKind, text: string): OutlineEntry[] {
  try {
    return READERS[kind](text);
  } catch {
    // The text is shown in any case; what is wrong with it says the contract.
    return [];
  }
}
