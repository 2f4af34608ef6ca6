import type { SchemaDialect } from '@slipway/backstage-plugin-contracts-node';

const VERSIONS: readonly [RegExp, SchemaDialect][] = [
  [/draft-0?[34]/, 'draft-04'],
  [/draft-0?[67]/, 'draft-07'],
  [/2019-09/, '2019-09'],
  [/2020-12/, '2020-12'],
];

/** What a payload is written in; undefined when that is no JSON Schema. */
export function payloadDialect(
  schemaFormat: string | undefined,
): SchemaDialect | undefined {
  if (schemaFormat === undefined || /aai\.asyncapi/.test(schemaFormat)) {
    return 'draft-07';
  }
  if (/oai\.openapi/.test(schemaFormat)) {
    return /version=3\.1/.test(schemaFormat) ? 'openapi-3.1' : 'openapi-3.0';
  }
  if (!/application\/schema\+(json|yaml)/.test(schemaFormat)) return undefined;
  const found = VERSIONS.find(([version]) => version.test(schemaFormat));
  return found ? found[1] : 'draft-07';
}
