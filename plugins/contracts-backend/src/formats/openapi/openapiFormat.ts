import type { ContractFormat } from '@slipway/backstage-plugin-contracts-node';
import type { Api } from './Api';
import { compareApis } from './compareApis';
import { openapiRules } from './openapiRules';
import { outlineOf } from './outlineOf';
import { parseOpenapi } from './parseOpenapi';

/** Swagger 2.0 and OpenAPI 3, in one comparison. */
export const openapiFormat: ContractFormat<Api> = {
  id: 'openapi',
  title: 'OpenAPI',
  rules: openapiRules,
  parse: parseOpenapi,
  compare: compareApis,
  outline: outlineOf,
};
