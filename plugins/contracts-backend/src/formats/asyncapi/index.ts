export { asyncapiFormat } from './asyncapiFormat';
