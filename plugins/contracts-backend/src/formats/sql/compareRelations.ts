import { compareColumnTypes, misfitOf } from './columnTypes';
import type { SqlComparison } from './SqlComparison';
import type { SqlColumn, SqlConstraint, SqlRelation } from './sqlModel';

const TYPE_RULES = {
  wider: 'column-type-widened',
  narrower: 'column-type-narrowed',
  other: 'column-type-changed',
};

function textOf({ name, type, notNull }: SqlColumn): string {
  return `${name} ${type ?? 'of a query'}${notNull ? ' not null' : ''}`;
}

/** Whether a row has to bring a value. */
function isRequired({ notNull, default: standard, generated }: SqlColumn) {
  return notNull && standard === undefined && !generated;
}

function compareTypes(
  comparison: SqlComparison,
  table: string,
  before: SqlColumn,
  after: SqlColumn,
) {
  const [was, is] = [before.type, after.type];
  if (was === undefined || is === undefined) return;
  const change = compareColumnTypes(was, is);
  if (change === 'same') return;
  const value = change === 'narrower' ? misfitOf(was, is) : undefined;
  comparison.add(
    table,
    TYPE_RULES[change],
    `${table}.${before.name} changed from ${was} to ${is}.`,
    { before: was, after: is, field: before.name, value },
  );
}

function compareGenerated(
  comparison: SqlComparison,
  table: string,
  before: SqlColumn,
  after: SqlColumn,
) {
  const [was, is] = [before.generated, after.generated];
  const path = `${table}.${before.name}`;
  const texts = {
    before: was ?? 'not generated',
    after: is ?? 'not generated',
    field: before.name,
  };
  if (is?.includes('always')) {
    const message = `${path} is filled by the database now.`;
    comparison.add(table, 'column-generated', message, texts);
  } else if (was) {
    const message = `${path} is no longer always filled by the database.`;
    comparison.add(table, 'column-not-generated', message, texts);
  } else {
    const message = `${path} is numbered by the database where it is left out.`;
    comparison.add(table, 'column-default-changed', message, texts);
  }
}

function compareDefaults(
  comparison: SqlComparison,
  table: string,
  before: SqlColumn,
  after: SqlColumn,
) {
  const field = before.name;
  const path = `${table}.${field}`;
  const hits = { hits: 'who-omits' as const };
  if (before.generated !== after.generated) {
    compareGenerated(comparison, table, before, after);
  }
  if (before.default === after.default) return;
  if (after.generated === 'always') {
    if (before.generated !== 'always') return;
    const message = `${path} is worked out in another way.`;
    const texts = { before: 'an expression', after: 'another', field };
    comparison.add(table, 'column-expression-changed', message, texts);
    return;
  }
  if (after.generated) return;
  const lost = after.default === undefined;
  // A default that is new harms nobody who always gave a value.
  if (before.default === undefined && !before.notNull && lost) return;
  const required = lost && isRequired(after);
  comparison.add(
    table,
    required ? 'column-default-removed' : 'column-default-changed',
    lost
      ? `${path} lost its default.`
      : `${path} has ${before.default === undefined ? 'a' : 'another'} default now.`,
    {
      before: before.default === undefined ? 'no default' : 'a default',
      after: lost ? 'no default' : 'another default',
      ...{ field, subject: hits },
    },
  );
}

function compareColumn(
  comparison: SqlComparison,
  table: string,
  before: SqlColumn,
  after: SqlColumn,
) {
  compareTypes(comparison, table, before, after);
  const path = `${table}.${before.name}`;
  if (before.notNull !== after.notNull) {
    comparison.add(
      table,
      after.notNull ? 'column-not-null' : 'column-nullable',
      `${path} may ${after.notNull ? 'no longer be null' : 'be null now'}.`,
      {
        before: before.notNull ? 'not null' : 'null',
        after: after.notNull ? 'not null' : 'null',
        field: before.name,
      },
    );
  }
  compareDefaults(comparison, table, before, after);
}

function compareColumns(
  comparison: SqlComparison,
  before: SqlRelation,
  after: SqlRelation,
) {
  const table = before.name;
  const [old, young] = [before, after].map(
    ({ columns }) => new Map(columns.map(each => [each.name, each])),
  );
  for (const [name, column] of old) {
    const same = young.get(name);
    if (same) compareColumn(comparison, table, column, same);
    else if (!after.open) {
      const message = `${table}.${name} was removed.`;
      const texts = { before: textOf(column), field: name };
      comparison.add(table, 'column-removed', message, texts);
    }
  }
  for (const [name, column] of young) {
    if (old.has(name) || before.open) continue;
    const required = isRequired(column) && after.kind === 'table';
    comparison.add(
      table,
      required ? 'column-required-added' : 'column-added',
      `${table}.${name} was added${required ? ' and is required' : ''}.`,
      {
        ...{ after: textOf(column), field: name },
        ...(required && { subject: { hits: 'who-omits' as const } }),
      },
    );
  }
  const kept = (names: Iterable<string>, other: ReadonlyMap<string, unknown>) =>
    [...names].filter(name => other.has(name)).join(', ');
  const [was, is] = [kept(old.keys(), young), kept(young.keys(), old)];
  if (was !== is) {
    const message = `The columns of ${table} stand in another order.`;
    const texts = { before: was, after: is };
    comparison.add(table, 'column-order-changed', message, texts);
  }
}

function compareConstraints(
  comparison: SqlComparison,
  before: SqlRelation,
  after: SqlRelation,
) {
  const key = ({ kind, text }: SqlConstraint) => `${kind} ${text}`;
  const [old, young] = [before, after].map(
    ({ constraints }) => new Set(constraints.map(key)),
  );
  const gone = before.constraints.filter(each => !young.has(key(each)));
  const born = after.constraints.filter(each => !old.has(key(each)));
  const table = before.name;
  for (const each of gone) {
    const same = born.find(
      ({ kind, name, words }) =>
        kind === 'check' &&
        each.kind === 'check' &&
        (name ? name === each.name : words === each.words),
    );
    if (same) {
      born.splice(born.indexOf(same), 1);
      const message = `The ${each.words} of ${table} says something else.`;
      const texts = { before: each.words, after: same.words };
      comparison.add(table, 'check-changed', message, texts);
      continue;
    }
    const rule =
      each.kind === 'unique' ? 'unique-removed' : 'constraint-removed';
    const message = `${table} no longer holds: ${each.words}.`;
    comparison.add(table, rule, message, { before: each.words });
  }
  for (const each of born) {
    const message = `Rows of ${table} have to hold: ${each.words}.`;
    comparison.add(table, 'constraint-added', message, { after: each.words });
  }
}

function compareRest(
  comparison: SqlComparison,
  before: SqlRelation,
  after: SqlRelation,
) {
  const table = before.name;
  const names = new Set([...before.triggers.keys(), ...after.triggers.keys()]);
  for (const name of names) {
    const [was, is] = [before.triggers.get(name), after.triggers.get(name)];
    if (was === is) continue;
    const word = was === undefined ? 'added' : 'changed';
    const state = is === undefined ? 'removed' : word;
    const message = `The trigger ${name} of ${table} was ${state}.`;
    comparison.add(table, 'trigger-changed', message, {
      ...(was !== undefined && { before: name }),
      ...(is !== undefined && { after: name }),
    });
  }
  const security = ({ rowSecurity, policies }: SqlRelation) =>
    `${rowSecurity ? 'on' : 'off'} ${[...policies].sort().join()}`;
  if (security(before) !== security(after)) {
    const message = `Which rows of ${table} who may see or write changed.`;
    comparison.add(table, 'row-security-changed', message, {
      before: `${before.policies.size} policies, ${before.rowSecurity ? 'on' : 'off'}`,
      after: `${after.policies.size} policies, ${after.rowSecurity ? 'on' : 'off'}`,
    });
  }
}

/** Compares two tables or views of one name. */
export function compareRelation(
  comparison: SqlComparison,
  before: SqlRelation,
  after: SqlRelation,
): void {
  const table = before.name;
  if (before.kind !== after.kind) {
    const message = `${table} was a ${before.kind} and is a ${after.kind} now.`;
    const texts = { before: before.kind, after: after.kind };
    comparison.add(table, 'relation-kind-changed', message, texts);
  }
  const queries = before.query !== after.query;
  if (queries && (before.open || after.open)) {
    const message = `The columns of ${table} come from what the script does not declare.`;
    const texts = { before: before.kind, after: after.kind };
    comparison.add(table, 'columns-unknown', message, texts);
  }
  const from = comparison.findings.changes.length;
  compareColumns(comparison, before, after);
  const quiet = comparison.findings.changes.length === from;
  if (queries && before.query && after.query && quiet && !after.open) {
    const message = `${table} asks another query.`;
    const texts = { before: 'the old query', after: 'the new query' };
    comparison.add(table, 'view-query-changed', message, texts);
  }
  compareConstraints(comparison, before, after);
  compareRest(comparison, before, after);
}
