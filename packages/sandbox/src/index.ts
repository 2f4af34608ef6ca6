/**
 * A landscape to try the portal with: everything in it is invented, and says so.
 *
 * @packageDocumentation
 */
export { sandboxAuthModule } from './auth/sandboxAuthModule';
export { startSandbox } from './startSandbox';
export type { Sandbox, SandboxOptions } from './startSandbox';
