/**
 * The GitOps repository as the catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleGitops as default } from './module';
