export { graphqlFormat } from './graphqlFormat';
