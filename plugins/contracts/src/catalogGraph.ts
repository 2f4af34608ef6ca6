/**
 * Shows the state of contracts in the graphs of the catalog.
 *
 * @packageDocumentation
 */
export { contractsCatalogGraphModule as default } from './graph/catalogGraphModule';
