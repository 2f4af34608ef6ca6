import {
  canonicalOf,
  inside,
  listOf,
  namesOf,
  type Node,
  textOf,
  typeOf,
} from './ast';
import type { SqlColumn, SqlConstraint, SqlRelation } from './sqlModel';

/** A relation without columns. */
export function newRelation(
  name: string,
  kind: SqlRelation['kind'],
): SqlRelation {
  return {
    ...{ name, kind, columns: [], constraints: [], triggers: new Map() },
    ...{ policies: new Set(), rowSecurity: false, open: false },
  };
}

/** The words of an expression: the columns in it. */
function columnsIn(node: unknown, found: string[] = []): string[] {
  if (Array.isArray(node)) for (const each of node) columnsIn(each, found);
  else if (typeof node === 'object' && node) {
    const reference = inside(node as Node, 'ColumnRef');
    found.push(...namesOf(listOf(reference, 'fields')).slice(-1));
    for (const each of Object.values(node)) columnsIn(each, found);
  }
  return [...new Set(found)].filter(Boolean);
}

/** A rule of a table, or of a column of it. */
function readConstraint(
  node: Node,
  column?: string,
): SqlConstraint | undefined {
  const name = textOf(node, 'conname');
  const keys = column ? [column] : namesOf(listOf(node, 'keys'));
  switch (node.contype) {
    case 'CONSTR_CHECK':
      return {
        ...{ kind: 'check', name, text: canonicalOf(node.raw_expr) },
        words: `check on ${columnsIn(node.raw_expr).join(', ') || 'the row'}`,
      };
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE':
      return {
        ...{ kind: 'unique', name, text: keys.join() },
        words: `unique (${keys.join(', ')})`,
      };
    case 'CONSTR_FOREIGN': {
      const own = column ? [column] : namesOf(listOf(node, 'fk_attrs'));
      const target = inside(node, 'pktable');
      const table = [textOf(target, 'schemaname'), textOf(target, 'relname')]
        .filter(each => each && each !== 'public')
        .join('.');
      const other = namesOf(listOf(node, 'pk_attrs'));
      const words = `${own.join(', ')} refers to ${table}${other.length ? ` (${other.join(', ')})` : ''}`;
      return { kind: 'foreign key', name, text: words, words };
    }
    case 'CONSTR_EXCLUSION':
      return {
        ...{ kind: 'exclusion', name, words: 'exclusion' },
        text: canonicalOf(node.exclusions),
      };
    default:
      return undefined;
  }
}

/** Adds a rule to a table; a primary key makes its columns required. */
export function constraintOf(relation: SqlRelation, node: Node): void {
  const constraint = readConstraint(node);
  if (constraint) relation.constraints.push(constraint);
  if (node.contype === 'CONSTR_PRIMARY') {
    const keys = namesOf(listOf(node, 'keys'));
    for (const column of relation.columns) {
      if (keys.includes(column.name)) column.notNull = true;
    }
  }
}

const SERIALS: Readonly<Partial<Record<string, string>>> = {
  smallserial: 'smallint',
  serial: 'integer',
  bigserial: 'bigint',
};

function applyTo(column: SqlColumn, node: Node) {
  if (node.contype === 'CONSTR_NOTNULL' || node.contype === 'CONSTR_PRIMARY') {
    column.notNull = true;
  } else if (node.contype === 'CONSTR_DEFAULT') {
    column.default = canonicalOf(node.raw_expr);
  } else if (node.contype === 'CONSTR_GENERATED') {
    column.generated = 'always';
    column.default = canonicalOf(node.raw_expr);
  } else if (node.contype === 'CONSTR_IDENTITY') {
    const always = node.generated_when === 'a';
    column.generated = always ? 'identity always' : 'identity';
    column.notNull = true;
  }
}

/** A column with the rules that are written beside it. */
export function columnOf(node: Node): {
  column: SqlColumn;
  constraints: SqlConstraint[];
} {
  const written = typeOf(inside(node, 'typeName'));
  const serial = SERIALS[written];
  const column: SqlColumn = {
    name: textOf(node, 'colname'),
    ...{ type: serial ?? written, notNull: Boolean(serial) },
    ...(serial && { default: 'the next number' }),
  };
  const constraints: SqlConstraint[] = [];
  for (const each of listOf(node, 'constraints')) {
    const own = inside(each, 'Constraint');
    applyTo(column, own);
    const constraint = readConstraint(own, column.name);
    if (constraint) constraints.push(constraint);
  }
  return { column, constraints };
}
