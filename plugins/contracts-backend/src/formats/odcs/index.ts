export { odcsFormat } from './odcsFormat';
