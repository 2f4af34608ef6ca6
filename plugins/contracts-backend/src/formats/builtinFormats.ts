import {
  type ContractFormat,
  jsonSchemaFormat,
} from '@slipway/backstage-plugin-contracts-node';
import { asyncapiFormat } from './asyncapi';
import { avroFormat } from './avro';
import { graphqlFormat } from './graphql';
import { grpcFormat } from './grpc';
import { odcsFormat } from './odcs';
import { sqlFormat } from './sql';
import { wsdlFormat } from './wsdl';
import { xsdFormat } from './xsd';
import { openapiFormat } from './openapi';

/** The kinds of contracts that need no module. */
export const builtinFormats: readonly ContractFormat[] = [
  jsonSchemaFormat,
  openapiFormat,
  asyncapiFormat,
  avroFormat,
  graphqlFormat,
  grpcFormat,
  xsdFormat,
  wsdlFormat,
  sqlFormat,
  odcsFormat,
];
