/**
 * Asks, before a version goes live or comes back, whether it still fits.
 *
 * @packageDocumentation
 */
export { deliveryModuleContracts as default } from './module';
