/**
 * Adds the review of what would be committed to the wizard of the scaffolder.
 *
 * @packageDocumentation
 */
export { deliveryScaffolderModule as default } from './wizard/wizardModule';
