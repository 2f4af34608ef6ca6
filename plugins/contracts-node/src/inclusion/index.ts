export { type InclusionBudget } from './Budget';
export { draftOf, type SchemaDraft } from './dialect';
export {
  decideInclusion,
  type InclusionAnswer,
  type SchemaPlace,
} from './Inclusion';
