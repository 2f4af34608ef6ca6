import { compareField, type FieldPlace } from './compareFields';
import { typeText } from './fieldTypes';
import type { GrpcComparison } from './GrpcComparison';
import type { LinkedField, LinkedMessage } from './link';
import { freed, isReserved, uncovered } from './reserving';

function addedField(
  comparison: GrpcComparison,
  { message, only }: FieldPlace,
  field: LinkedField,
) {
  const required = field.cardinality === 'required';
  comparison.add(
    `${message}.${field.name}`,
    required ? 'required-field-added' : 'field-added',
    `${message}.${field.name} was added${required ? ' and is required' : ''}.`,
    {
      after: `${typeText(field)} ${field.name} = ${field.number}`,
      subject: {
        ...{ operation: message, field: field.name },
        ...(required && { hits: 'who-omits' as const }),
      },
      ...(only && { only }),
    },
  );
}

function removedField(
  comparison: GrpcComparison,
  { message, only }: FieldPlace,
  field: LinkedField,
  after: LinkedMessage,
) {
  const path = `${message}.${field.name}`;
  const texts = {
    before: `${typeText(field)} ${field.name} = ${field.number}`,
    subject: { operation: message, field: field.name },
    ...(only && { only }),
  };
  if (field.cardinality === 'required') {
    const words = `${path} was removed, though the old side requires it.`;
    comparison.add(path, 'required-field-removed', words, texts);
  }
  const reserved = isReserved(after, field.number, [field.name]);
  comparison.add(
    path,
    reserved ? 'field-removed-and-reserved' : 'field-removed',
    reserved
      ? `${path} was removed; number ${field.number} and the name are reserved.`
      : `${path} was removed, and number ${field.number} or the name may be used again.`,
    texts,
  );
}

function compareFlags(
  comparison: GrpcComparison,
  { message, only }: FieldPlace,
  before: LinkedMessage,
  after: LinkedMessage,
) {
  const subject = { operation: message };
  const set = (each: LinkedMessage) =>
    each.options.get('message_set_wire_format') ?? 'false';
  if (set(before) !== set(after)) {
    comparison.add(
      message,
      'message-set-changed',
      `${message} is ${set(after) === 'true' ? 'now' : 'no longer'} written as a message set.`,
      { before: set(before), after: set(after), subject, only },
    );
  }
  const accessor = (each: LinkedMessage) =>
    each.options.get('no_standard_descriptor_accessor') ?? 'false';
  if (accessor(before) !== accessor(after)) {
    comparison.add(
      message,
      'source-name-changed',
      `${message} is generated with another accessor of its descriptor.`,
      { before: accessor(before), after: accessor(after), subject },
    );
  }
}

/** Says when JSON is no longer promised; more of a promise harms nobody. */
export function compareJsonFormat(
  comparison: GrpcComparison,
  { message, only }: FieldPlace,
  before: { features: { json_format: string } },
  after: { features: { json_format: string } },
): void {
  const [was, is] = [before.features.json_format, after.features.json_format];
  if (was === is || was !== 'ALLOW') return;
  comparison.add(
    message,
    'json-format-changed',
    `${message} no longer promises to be the same in JSON.`,
    { before: was, after: is, subject: { operation: message }, only },
  );
}

/** Says which numbers and names may be used again. */
export function compareReserved(
  comparison: GrpcComparison,
  { message, only }: FieldPlace,
  before: Parameters<typeof freed>[0],
  after: Parameters<typeof freed>[0],
): void {
  const free = freed(before, after);
  if (!free.length) return;
  comparison.add(
    message,
    'reserved-removed',
    `${message} no longer reserves ${free.join(', ')}.`,
    { before: free.join(', '), subject: { operation: message }, only },
  );
}

/** Compares two messages of one name. */
export function compareMessages(
  comparison: GrpcComparison,
  before: LinkedMessage,
  after: LinkedMessage,
): void {
  const message = before.fullName;
  const only = comparison.flow(message);
  const place: FieldPlace = { message, ...(only && { only }) };
  compareJsonFormat(comparison, place, before, after);
  compareReserved(comparison, place, before, after);
  compareFlags(comparison, place, before, after);
  const closed = uncovered(before.extensionNumbers, after.extensionNumbers);
  if (closed.length) {
    comparison.add(
      message,
      'extension-range-removed',
      `${message} no longer has the numbers ${closed.join(', ')} for extensions.`,
      { before: closed.join(', '), subject: { operation: message } },
    );
  }
  comparison.deprecation(
    message,
    { operation: message },
    before.options,
    after.options,
  );
  for (const [number, field] of before.fields) {
    const young = after.fields.get(number);
    if (young) compareField(comparison, place, field, young);
    else removedField(comparison, place, field, after);
  }
  for (const [number, field] of after.fields) {
    if (!before.fields.has(number)) addedField(comparison, place, field);
  }
}
