import { canonicalOf, inside, listOf, type Node, textOf, typeOf } from './ast';
import { columnOf, constraintOf } from './columns';
import type { ScriptReader } from './ScriptReader';
import type { SqlColumn, SqlRelation } from './sqlModel';

type Change = (relation: SqlRelation, command: Node) => void;

/** A change of one column, when it is there. */
function onColumn(change: (column: SqlColumn, command: Node) => void): Change {
  return (relation, command) => {
    const name = textOf(command, 'name');
    const column = relation.columns.find(each => each.name === name);
    if (column) change(column, command);
  };
}

const none: Change = () => undefined;

const CHANGES: Readonly<Partial<Record<string, Change>>> = {
  AT_AddColumn: (relation, command) => {
    const { column, constraints } = columnOf(
      inside(command, 'def', 'ColumnDef'),
    );
    if (relation.columns.some(each => each.name === column.name)) return;
    relation.columns.push(column);
    relation.constraints.push(...constraints);
  },
  AT_DropColumn: (relation, command) => {
    const name = textOf(command, 'name');
    relation.columns = relation.columns.filter(each => each.name !== name);
    // What names the column goes with it.
    relation.constraints = relation.constraints.filter(
      each => !each.words.split(/[^\w]+/).includes(name),
    );
  },
  AT_AlterColumnType: onColumn((column, command) => {
    column.type = typeOf(inside(command, 'def', 'ColumnDef', 'typeName'));
  }),
  AT_SetNotNull: onColumn(column => {
    column.notNull = true;
  }),
  AT_DropNotNull: onColumn(column => {
    column.notNull = false;
  }),
  AT_ColumnDefault: onColumn((column, command) => {
    if (command.def) column.default = canonicalOf(command.def);
    else delete column.default;
  }),
  AT_AddIdentity: onColumn((column, command) => {
    const when = inside(command, 'def', 'Constraint').generated_when;
    column.generated = when === 'a' ? 'identity always' : 'identity';
    column.notNull = true;
  }),
  AT_DropIdentity: onColumn(column => {
    delete column.generated;
  }),
  AT_DropExpression: onColumn(column => {
    delete column.generated;
    delete column.default;
  }),
  AT_AddConstraint: (relation, command) =>
    constraintOf(relation, inside(command, 'def', 'Constraint')),
  AT_DropConstraint: (relation, command) => {
    const name = textOf(command, 'name');
    const key = relation.constraints.filter(each => each.name !== name);
    relation.constraints = key;
  },
  AT_EnableRowSecurity: relation => {
    relation.rowSecurity = true;
  },
  AT_ForceRowSecurity: relation => {
    relation.rowSecurity = true;
  },
  AT_DisableRowSecurity: relation => {
    relation.rowSecurity = false;
  },
  AT_ValidateConstraint: none,
  AT_ChangeOwner: none,
  AT_SetStatistics: none,
  AT_SetStorage: none,
  AT_SetRelOptions: none,
  AT_ClusterOn: none,
  AT_SetTableSpace: none,
  AT_ReplicaIdentity: none,
};

/** PostgreSQL's own names for rules that were not given one. */
function nameRules(relation: SqlRelation) {
  const table = relation.name.split('.').at(-1);
  for (const each of relation.constraints) {
    if (each.name) continue;
    const columns =
      /^(?:unique \(|check on )([^)]*)/.exec(each.words)?.[1] ??
      each.words.split(' ')[0];
    const part = columns.replace(/, /g, '_');
    const end = {
      unique: 'key',
      check: 'check',
      'foreign key': 'fkey',
      exclusion: 'excl',
    };
    each.name = `${table}_${part}_${end[each.kind]}`;
  }
}

/** Applies an ALTER TABLE; what is not understood is kept as such. */
export function applyAlterTable(reader: ScriptReader, body: Node): void {
  const relation = reader.relation(inside(body, 'relation'));
  const commands = listOf(body, 'cmds').map(each =>
    inside(each, 'AlterTableCmd'),
  );
  for (const command of commands) {
    const subtype = textOf(command, 'subtype');
    const change = CHANGES[subtype];
    if (!relation || !change) {
      const name = reader.name(inside(body, 'relation'));
      reader.give(`ALTER of ${name} (${subtype} ${textOf(command, 'name')})`);
      continue;
    }
    if (subtype === 'AT_DropConstraint') nameRules(relation);
    change(relation, command);
  }
}
