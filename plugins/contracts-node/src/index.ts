/**
 * The seam for formats of contracts, their rules, and the engine that decides
 * whether one schema accepts all that another accepts.
 *
 * @packageDocumentation
 */
export * from './documents';
export * from './format';
export * from './inclusion';
export * from './rules';
export * from './schemas';
export { jsonSchemaFormat } from './jsonSchema/jsonSchemaFormat';
