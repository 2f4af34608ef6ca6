export { avroFormat } from './avroFormat';
