export { sqlFormat } from './sqlFormat';
