/**
 * Seams of the delivery backend.
 *
 * @packageDocumentation
 */
export * from './checks';
export * from './config/readEnvironments';
export * from './config/readRepositories';
export { readDuration } from './config/values';
export * from './extensions';
export * from './health';
export * from './layouts/LayoutMatcher';
export * from './layouts/readLayouts';
export * from './manifest';
export * from './runtime';
export * from './tenantUsage';
export * from './traffic';
export * from './transport';
