/**
 * Seams of the delivery backend.
 *
 * @packageDocumentation
 */
export * from './checks';
export * from './extensions';
export * from './health';
export * from './manifest';
export * from './runtime';
export * from './traffic';
export * from './transport';
