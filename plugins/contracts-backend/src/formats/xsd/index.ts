export { xsdFormat } from './xsdFormat';
