import type { FieldExtensionOptions } from '@backstage/plugin-scaffolder-react';
import type { FieldDefinition } from './definitions';

/** A field as apps on the older frontend system take it. */
export function legacyField({
  schema,
  ...field
}: FieldDefinition): FieldExtensionOptions<never, never> {
  return { ...field, schema: schema.schema } as never;
}
