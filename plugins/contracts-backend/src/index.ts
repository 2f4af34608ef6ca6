/**
 * Keeps the versions of contracts, compares them, and says who breaks and
 * whether a version may go live.
 *
 * @packageDocumentation
 */
export { contractsPlugin as default } from './plugin';
