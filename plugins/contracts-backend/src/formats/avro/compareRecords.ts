import type { AvroComparison, AvroPosition } from './AvroComparison';
import { placeOf } from './AvroComparison';
import { type AvroField, type AvroRecord, wordsOf } from './avroTypes';

function below(position: AvroPosition, name: string): AvroPosition {
  const field = position.field ? `${position.field}.${name}` : name;
  return { ...position, field };
}

function textOf(field: AvroField | undefined): string {
  return field ? JSON.stringify(field.default?.value ?? null) : 'none';
}

function compareField(
  comparison: AvroComparison,
  before: AvroField,
  after: AvroField,
  position: AvroPosition,
) {
  comparison.enqueue({ before: before.type, after: after.type, position });
  if (
    Boolean(before.default) !== Boolean(after.default) ||
    textOf(before) !== textOf(after)
  ) {
    comparison.add(
      position,
      'default-changed',
      `The default of ${placeOf(position)} changed.`,
      {
        before: before.default ? textOf(before) : 'none',
        after: after.default ? textOf(after) : 'none',
      },
    );
  }
  if (before.doc !== after.doc) {
    comparison.add(
      position,
      'description-changed',
      `${placeOf(position)} is described anew.`,
      { before: before.doc ?? '', after: after.doc ?? '' },
    );
  }
}

function added(
  comparison: AvroComparison,
  field: AvroField,
  position: AvroPosition,
) {
  const at = below(position, field.name);
  comparison.add(
    at,
    field.default ? 'field-with-default-added' : 'field-added',
    field.default
      ? `The field ${placeOf(at)} was added, with a default.`
      : `The field ${placeOf(at)} was added without a default.`,
    {
      after: `${field.name}: ${wordsOf(field.type)}`,
      subject: { hits: 'who-omits' },
    },
  );
}

function removed(
  comparison: AvroComparison,
  field: AvroField,
  position: AvroPosition,
) {
  const at = below(position, field.name);
  comparison.add(
    at,
    field.default ? 'field-with-default-removed' : 'field-removed',
    field.default
      ? `The field ${placeOf(at)} was removed; old readers have a default for it.`
      : `The field ${placeOf(at)} was removed, and old readers have no default for it.`,
    { before: `${field.name}: ${wordsOf(field.type)}` },
  );
}

/** A field under its new name: data flows under the alias in one direction only. */
function renamed(
  comparison: AvroComparison,
  before: AvroField,
  after: AvroField,
  position: AvroPosition,
) {
  const at = below(position, before.name);
  comparison.add(
    at,
    'field-renamed',
    `The field ${placeOf(at)} is called '${after.name}' now.`,
    { before: before.name, after: after.name },
  );
  if (!before.aliases.includes(after.name)) {
    removed(comparison, before, position);
  }
}

/** The old field that a new one is read from. */
function oldFieldOf(
  field: AvroField,
  before: ReadonlyMap<string, AvroField>,
): AvroField | undefined {
  const names = [field.name, ...field.aliases];
  return names.map(name => before.get(name)).find(Boolean);
}

/** Compares the fields of two records. */
export function compareRecords(
  comparison: AvroComparison,
  before: AvroRecord,
  after: AvroRecord,
  position: AvroPosition,
): void {
  const old = new Map(before.fields.map(each => [each.name, each]));
  const kept: string[] = [];
  for (const field of after.fields) {
    const source = oldFieldOf(field, old);
    if (!source) {
      added(comparison, field, position);
      continue;
    }
    kept.push(source.name);
    if (source.name !== field.name) {
      renamed(comparison, source, field, position);
    }
    compareField(comparison, source, field, below(position, source.name));
  }
  const told = new Set(kept);
  for (const field of before.fields) {
    if (!told.has(field.name)) removed(comparison, field, position);
  }
  const order = before.fields
    .map(each => each.name)
    .filter(name => told.has(name));
  if (order.join() !== kept.join()) {
    comparison.add(
      position,
      'field-order-changed',
      `The fields of ${placeOf(position)} stand in another order.`,
      { before: order.join(', '), after: kept.join(', ') },
    );
  }
}
