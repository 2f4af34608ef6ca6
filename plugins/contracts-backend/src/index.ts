/**
 * Keeps the versions of contracts, compares them, and says who breaks.
 *
 * @packageDocumentation
 */
export {};
