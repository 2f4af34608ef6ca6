export { wsdlFormat } from './wsdlFormat';
