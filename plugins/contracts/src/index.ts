/**
 * Frontend of the contracts plugin: the tab of an API, the card of a
 * component, and the page for all integration points.
 *
 * @packageDocumentation
 */
export { contractsPlugin as default } from './plugin';
export { contractsApiRef } from './api/ContractsApi';
export type {
  AskOptions,
  ContractsApi,
  ContractsFilter,
} from './api/ContractsApi';
export { ContractsClient } from './api/ContractsClient';
export type { ContractsClientOptions } from './api/ContractsClient';
export { contractsTranslationRef } from './translation';
