import type { ContractDirection } from '@slipway/backstage-plugin-contracts-common';
import { DocumentFiles } from '../../documents';
import { Decisions } from '../Decisions';
import type { SchemaContext } from '../SchemaContext';
import { compareSchemas } from '../SchemaComparison';
import { SchemaRules } from '../schemaRules';
import type { SchemaDialect, Shape } from '../Shape';
import { ShapeReader } from '../ShapeReader';

/** Rules in names that are short in tests. */
export const rules = SchemaRules.create({
  format: 'json-schema',
  send: { id: 'sent', title: 'in what is sent' },
  receive: { id: 'received', title: 'in what is received' },
});

export function readerOf(
  document: unknown,
  dialect: SchemaDialect = '2020-12',
): ShapeReader {
  return new ShapeReader(DocumentFiles.create({ '': document }, ''), dialect);
}

/** The shape of a whole document. */
export function shapeOf(document: unknown, dialect?: SchemaDialect): Shape {
  const reader = readerOf(document, dialect);
  return reader.read(reader.files.root);
}

/** What parts of a comparison need, and the shapes of both sides. */
export function contextOf(
  before: unknown,
  after: unknown,
  direction: ContractDirection,
  dialect?: SchemaDialect,
): { context: SchemaContext; shapes: { before: Shape; after: Shape } } {
  const old = readerOf(before, dialect);
  const young = readerOf(after, dialect);
  return {
    context: {
      before: old,
      after: young,
      direction,
      rules,
      decisions: new Decisions(),
      today: '2026-11-21',
    },
    shapes: {
      before: old.read(old.files.root),
      after: young.read(young.files.root),
    },
  };
}

export interface CompareInput {
  direction?: ContractDirection;
  dialect?: SchemaDialect;
  signal?: AbortSignal;
}

/** What changed between two whole documents. */
export function compare(
  before: unknown,
  after: unknown,
  { direction = 'send', dialect = '2020-12', signal }: CompareInput = {},
) {
  const side = (document: unknown) => ({
    files: DocumentFiles.create({ '': document }, ''),
    dialect,
  });
  return compareSchemas(side(before), side(after), {
    ...{ direction, rules, signal },
    where: 'the order',
    today: '2026-11-21',
  });
}
