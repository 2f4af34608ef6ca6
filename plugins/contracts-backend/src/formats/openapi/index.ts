export { openapiFormat } from './openapiFormat';
