export { isOverdue, isoDateIn, sunsetOf } from './deprecation';
export { type SchemaChangeKind } from './schemaChangeKinds';
export {
  SchemaComparison,
  compareSchemas,
  type SchemaSide,
  type SchemaUse,
} from './SchemaComparison';
export { type SchemaRuleNames, SchemaRules } from './schemaRules';
export { type SchemaDialect } from './Shape';
