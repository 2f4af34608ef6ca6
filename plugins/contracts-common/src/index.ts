/**
 * Types of contracts, their versions, consumers and comparison, the
 * permissions, and the arithmetic of verdicts and bumps.
 *
 * @packageDocumentation
 */
export * from './contracts';
export * from './permissions';
export * from './publishing';
export * from './signals';
export * from './types';
export * from './verdicts';
