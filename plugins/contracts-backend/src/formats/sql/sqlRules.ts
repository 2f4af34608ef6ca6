import type { ContractRule } from '@slipway/backstage-plugin-contracts-common';
import { routineRules } from './sqlRoutineRules';
import { rule } from './sqlRule';

const TABLE = { reader: 'breaking', writer: 'breaking' } as const;
const WRITER = { reader: 'safe', writer: 'breaking' } as const;
const READER = { reader: 'breaking', writer: 'safe' } as const;
const READER_RISKY = { reader: 'risky', writer: 'safe' } as const;
const WRITER_RISKY = { reader: 'safe', writer: 'risky' } as const;
const BOTH_RISKY = { reader: 'risky', writer: 'risky' } as const;
const SAFE = { reader: 'safe', writer: 'safe' } as const;
const CALLER = { caller: 'breaking' } as const;
const ALL = { ...TABLE, ...CALLER } as const;
const UNKNOWN = {
  reader: 'unknown',
  writer: 'unknown',
  caller: 'unknown',
} as const;

const relationRules: readonly ContractRule[] = [
  rule(
    'relation-removed',
    TABLE,
    'A table or view was removed',
    'Statements that name it fail.',
  ),
  rule(
    'relation-added',
    SAFE,
    'A table or view was added',
    'Nobody uses it yet.',
  ),
  rule(
    'relation-kind-changed',
    WRITER_RISKY,
    'A table became a view, or the reverse',
    'It is read as before, but a view takes rows only in some cases.',
  ),
  rule(
    'column-removed',
    TABLE,
    'A column was removed',
    'Statements that name it fail.',
  ),
  rule(
    'column-added',
    SAFE,
    'A column was added',
    'Who names columns does not notice it, and rows without it are accepted.',
  ),
  rule(
    'column-required-added',
    WRITER,
    'A required column without a default was added',
    'Rows without it are refused.',
  ),
  rule(
    'column-type-widened',
    READER_RISKY,
    'A column takes more values of its kind',
    'A reader may meet values that do not fit into its own type.',
  ),
  rule(
    'column-type-narrowed',
    WRITER,
    'A column takes fewer values of its kind',
    'Rows with the other values are refused.',
  ),
  rule(
    'column-type-changed',
    TABLE,
    'A column has another type',
    'Values of the old type are refused, and those of the new one come.',
  ),
  rule(
    'column-nullable',
    READER,
    'A column may be null',
    'A reader that relies on a value may meet none.',
  ),
  rule(
    'column-not-null',
    WRITER,
    'A column may no longer be null',
    'Rows with null are refused.',
  ),
  rule(
    'column-default-removed',
    WRITER,
    'A required column lost its default',
    'Rows without it are refused.',
  ),
  rule(
    'column-default-changed',
    WRITER_RISKY,
    'The default of a column changed',
    'Rows that leave it out now say something else.',
  ),
  rule(
    'column-generated',
    WRITER,
    'A column is filled by the database',
    'Rows with an own value for it are refused.',
  ),
  rule(
    'column-not-generated',
    WRITER_RISKY,
    'A column is no longer filled by the database',
    'Rows that leave it out have no value there.',
  ),
  rule(
    'column-expression-changed',
    READER_RISKY,
    'A column that the database fills is worked out in another way',
    'The same row has another value there.',
  ),
  rule(
    'column-order-changed',
    BOTH_RISKY,
    'The columns stand in another order',
    'Statements that do not name the columns take one for another.',
  ),
  rule(
    'view-query-changed',
    READER_RISKY,
    'A view asks another query',
    'The columns are the same, but the rows may be others.',
  ),
  rule(
    'columns-unknown',
    { reader: 'unknown', writer: 'unknown' },
    'The columns of a view cannot be told',
    'Its query takes them from what the script does not declare.',
  ),
];

const constraintRules: readonly ContractRule[] = [
  rule(
    'constraint-added',
    WRITER,
    'A rule for rows was added',
    'Rows that do not keep to it are refused.',
  ),
  rule(
    'constraint-removed',
    READER_RISKY,
    'A rule for rows was removed',
    'A reader that relies on it may be wrong.',
  ),
  rule(
    'unique-removed',
    BOTH_RISKY,
    'Values need not be unique any more',
    'A reader may find several rows, and ON CONFLICT on these columns fails.',
  ),
  rule(
    'check-changed',
    { reader: 'risky', writer: 'unknown' },
    'A check says something else',
    'Whether rows that were accepted still are, only their values tell.',
  ),
  rule(
    'trigger-changed',
    WRITER_RISKY,
    'A trigger was added, removed or changed',
    'Writing a row may do more, less or something else.',
  ),
  rule(
    'row-security-changed',
    BOTH_RISKY,
    'Who sees or writes which rows changed',
    'Rows may be missing or refused.',
  ),
];

const typeRules: readonly ContractRule[] = [
  rule(
    'enum-removed',
    ALL,
    'An enum was removed',
    'Statements that name it fail.',
  ),
  rule('enum-added', SAFE, 'An enum was added', 'Nobody uses it yet.'),
  rule(
    'enum-value-removed',
    { reader: 'safe', writer: 'breaking', caller: 'breaking' },
    'A value was removed from an enum',
    'Who writes or passes it is refused.',
  ),
  rule(
    'enum-value-added',
    { reader: 'risky', writer: 'safe', caller: 'risky' },
    'A value was added to an enum',
    'A reader that knows all the values meets one that it does not know.',
  ),
  rule(
    'enum-order-changed',
    READER_RISKY,
    'The values of an enum stand in another order',
    'Sorting and comparing give other results.',
  ),
  rule(
    'domain-removed',
    ALL,
    'A domain was removed',
    'Statements that name it fail.',
  ),
  rule('domain-added', SAFE, 'A domain was added', 'Nobody uses it yet.'),
  rule(
    'domain-narrowed',
    { reader: 'safe', writer: 'breaking', caller: 'breaking' },
    'A domain takes fewer values',
    'Who writes or passes the others is refused.',
  ),
  rule(
    'domain-widened',
    { reader: 'risky', writer: 'safe', caller: 'risky' },
    'A domain takes more values',
    'A reader may meet values that it does not know.',
  ),
  rule(
    'domain-changed',
    ALL,
    'A domain has another type',
    'Values of the old type are refused, and those of the new one come.',
  ),
  rule(
    'composite-changed',
    ALL,
    'A type of several values changed',
    'Who takes it apart or puts it together does it in the old form.',
  ),
  rule(
    'sequence-removed',
    { writer: 'breaking', caller: 'breaking' },
    'A sequence was removed',
    'Statements that take its next number fail.',
  ),
  rule('sequence-added', SAFE, 'A sequence was added', 'Nobody uses it yet.'),
  rule(
    'sequence-changed',
    WRITER_RISKY,
    'A sequence counts in another way',
    'Numbers may overlap, or leave out others.',
  ),
];

const otherRules: readonly ContractRule[] = [
  rule(
    'privilege-revoked',
    ALL,
    'A privilege was taken away',
    'Who had it is refused.',
  ),
  rule(
    'privilege-granted',
    SAFE,
    'A privilege was given',
    'Nobody is refused who was not.',
  ),
  {
    ...rule(
      'description-changed',
      SAFE,
      'A comment changed',
      'Statements and their results are the same.',
    ),
    bumpWhenSafe: 'patch',
  },
  rule(
    'not-understood',
    UNKNOWN,
    'A statement was not understood',
    'What it does to tables, functions or privileges is not known.',
  ),
  rule(
    'not-compared',
    UNKNOWN,
    'Not everything was compared',
    'The comparison was ended before it was done.',
  ),
];

/** Rules for SQL, by what those who read, write or call notice. */
export const sqlRules: readonly ContractRule[] = [
  ...relationRules,
  ...constraintRules,
  ...typeRules,
  ...routineRules,
  ...otherRules,
];
