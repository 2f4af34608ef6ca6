/**
 * Frontend of the delivery plugin: entity tab, overview card, rollback dialog,
 * operation page and the pieces that a home page is made of.
 *
 * @packageDocumentation
 */
export { deliveryPlugin as default } from './plugin';
export { deliveryApiRef } from './api/DeliveryApi';
export type { DeliveryApi, ListOptions } from './api/DeliveryApi';
export { DeliveryClient } from './api/DeliveryClient';
export type { DeliveryClientOptions } from './api/DeliveryClient';
export { deliveryFormsApiRef } from './api/FormsApi';
export type { FormsApi } from './api/FormsApi';
export { FormsClient } from './api/FormsClient';
export { DeliveryHome } from './home/DeliveryHome';
export type { DeliveryHomeProps } from './home/DeliveryHome';
export { deliveryTranslationRef } from './translation';
