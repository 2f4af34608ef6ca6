export { grpcFormat } from './grpcFormat';
