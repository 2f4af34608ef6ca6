export { isOverdue, isoDateIn, sunsetOf } from './deprecation';
export {
  SCHEMA_CHANGE_KINDS,
  type SchemaChangeKind,
  type SchemaChangeMeaning,
} from './schemaChangeKinds';
export {
  SchemaComparison,
  compareSchemas,
  type SchemaSide,
  type SchemaUse,
} from './SchemaComparison';
export { type SchemaRuleNames, SchemaRules } from './schemaRules';
export { type SchemaDialect } from './Shape';
