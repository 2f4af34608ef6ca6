import type {
  ContractElement,
  ContractOutline,
} from '@slipway/backstage-plugin-contracts-common';
import { draftOf, isRecord } from '../inclusion/dialect';

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value ? value : undefined;
}

function elementOf(
  operation: string,
  field: string,
  schema: unknown,
): ContractElement {
  const { title, deprecated, description } = isRecord(schema) ? schema : {};
  return {
    ...{ operation, field, kind: 'field', title: textOf(title) },
    ...(deprecated === true
      ? { deprecated: true, advice: textOf(description) }
      : {}),
  };
}

/** What the message is called that a schema describes. */
export function operationOf(schema: unknown): string {
  return (isRecord(schema) && textOf(schema.title)) || 'message';
}

/** What a JSON Schema offers: the message it describes, and its first fields. */
export function outlineOf(schema: unknown): ContractOutline {
  const root = isRecord(schema) ? schema : {};
  const title = textOf(root.title);
  const operation = operationOf(schema);
  const properties = isRecord(root.properties) ? root.properties : {};
  return {
    ...{ title, version: textOf(root.version), dialect: draftOf(schema) },
    elements: [
      { operation, kind: 'message', title },
      ...Object.entries(properties).map(([name, each]) =>
        elementOf(operation, name, each),
      ),
    ],
  };
}
