/**
 * Scaffolder actions for what Git deploys.
 *
 * @packageDocumentation
 */
export { scaffolderModuleDelivery as default } from './module';
