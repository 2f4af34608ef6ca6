import type {
  ContractGroup,
  ContractType,
} from '@slipway/backstage-plugin-contracts-common';

/** Words that people write into `spec.type`, and what they mean by them. */
const TYPES: Readonly<Record<string, ContractType>> = {
  openapi: 'openapi',
  swagger: 'openapi',
  asyncapi: 'asyncapi',
  graphql: 'graphql',
  grpc: 'grpc',
  protobuf: 'grpc',
  'json-schema': 'json-schema',
  jsonschema: 'json-schema',
  avro: 'avro',
  xsd: 'xsd',
  wsdl: 'wsdl',
  soap: 'wsdl',
  sql: 'sql',
  database: 'sql',
  'stored-procedure': 'sql',
  odcs: 'odcs',
  'data-contract': 'odcs',
  'file-transfer': 'odcs',
  batch: 'odcs',
  'data-flow': 'odcs',
};

const GROUPS: Readonly<Record<ContractType, ContractGroup>> = {
  openapi: 'rest',
  asyncapi: 'events',
  graphql: 'graphql',
  grpc: 'rpc',
  'json-schema': 'schemas',
  avro: 'schemas',
  xsd: 'schemas',
  wsdl: 'soap',
  sql: 'database',
  odcs: 'files',
};

/** The kind of contract that a `spec.type` means; undefined when none of ours. */
export function contractTypeOf(specType: string): ContractType | undefined {
  const name = specType.toLowerCase();
  return Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
}

/** Under which heading a contract stands. */
export function contractGroupOf(type: ContractType | undefined): ContractGroup {
  return type ? GROUPS[type] : 'other';
}
