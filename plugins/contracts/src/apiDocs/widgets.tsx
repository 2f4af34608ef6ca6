import type { ApiDefinitionWidget } from '@backstage/plugin-api-docs';
import type { OutlineKind } from './outline';
import { OutlinedText } from './OutlinedText';

/** What people write into `spec.type`, with its name and how it is read. */
const TYPES: readonly (readonly [
  type: string,
  title: string,
  kind: OutlineKind,
  rawLanguage: string,
])[] = [
  ['wsdl', 'WSDL', 'wsdl', 'xml'],
  ['soap', 'WSDL', 'wsdl', 'xml'],
  ['xsd', 'XML Schema', 'xsd', 'xml'],
  ['sql', 'SQL', 'sql', 'sql'],
  ['database', 'SQL', 'sql', 'sql'],
  ['stored-procedure', 'SQL', 'sql', 'sql'],
  ['odcs', 'Data contract', 'odcs', 'yaml'],
  ['data-contract', 'Data contract', 'odcs', 'yaml'],
  ['file-transfer', 'File transfer', 'odcs', 'yaml'],
  ['batch', 'Batch', 'odcs', 'yaml'],
  ['data-flow', 'Data flow', 'odcs', 'yaml'],
  ['avro', 'Avro', 'avro', 'json'],
  ['json-schema', 'JSON Schema', 'json-schema', 'json'],
  ['jsonschema', 'JSON Schema', 'json-schema', 'json'],
  ['protobuf', 'Protobuf', 'protobuf', 'protobuf'],
];

/**
 * Shows the kinds of contracts that the API documentation has no view for: the
 * text with its outline. An older app adds them to those of its own
 * `apiDocsConfigRef`.
 *
 * @public
 */
export function contractDefinitionWidgets(): ApiDefinitionWidget[] {
  return TYPES.map(([type, title, kind, rawLanguage]) => ({
    ...{ type, title, rawLanguage },
    component: definition => (
      <OutlinedText kind={kind} text={definition ?? ''} />
    ),
  }));
}
