/**
 * Shows the texts of WSDL, XSD, SQL, data contracts, Avro, JSON Schema and
 * Protobuf in the API documentation.
 *
 * @packageDocumentation
 */
export { contractsApiDocsModule as default } from './apiDocs/apiDocsModule';
export { contractDefinitionWidgets } from './apiDocs/widgets';
