/**
 * The seam for formats of contracts, their rules, and the engine that decides
 * whether one schema accepts all that another accepts.
 *
 * @packageDocumentation
 */
export * from './format';
export * from './inclusion';
export * from './rules';
export { jsonSchemaFormat } from './jsonSchema/jsonSchemaFormat';
