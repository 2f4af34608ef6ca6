/**
 * Documentation in the sandbox, for the portal's backend.
 *
 * @packageDocumentation
 */
export { sandboxDocsModule as default } from './sandboxDocsModule';
