/**
 * Types of the comparison of contracts, and the arithmetic of verdicts and bumps.
 *
 * @packageDocumentation
 */
export * from './types';
export * from './verdicts';
