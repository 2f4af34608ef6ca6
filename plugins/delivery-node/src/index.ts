/**
 * Seams of the delivery backend.
 *
 * @packageDocumentation
 */
export * from './checks';
export * from './config/readRepositories';
export * from './extensions';
export * from './health';
export * from './layouts/LayoutMatcher';
export * from './layouts/readLayouts';
export * from './manifest';
export * from './runtime';
export * from './tenantUsage';
export * from './traffic';
export * from './transport';
