/**
 * Backend of the delivery plugin.
 *
 * @packageDocumentation
 */
export { deliveryPlugin as default } from './plugin';
