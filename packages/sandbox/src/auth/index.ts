/**
 * The sandbox's way to sign in, for the portal's backend.
 *
 * @packageDocumentation
 */
export { sandboxAuthModule as default } from './sandboxAuthModule';
