import { applyAlterTable } from './alterTable';
import {
  canonicalOf,
  entryOf,
  inside,
  listOf,
  namesOf,
  type Node,
  textOf,
  typeOf,
} from './ast';
import { columnOf, constraintOf, newRelation } from './columns';
import { applyGrant } from './grants';
import { relationOfQuery } from './queries';
import { applyDrop, applyRename } from './renames';
import { routineOf } from './routines';
import {
  emptyModel,
  signatureOf,
  type SqlModel,
  type SqlRelation,
} from './sqlModel';

/** What does not change what a database offers. */
const WITHOUT_EFFECT = new Set([
  'SelectStmt',
  'InsertStmt',
  'UpdateStmt',
  'DeleteStmt',
  'TransactionStmt',
  'VacuumStmt',
  'CreateExtensionStmt',
  'CreateRoleStmt',
  'AlterOwnerStmt',
  'LockStmt',
  'AlterDefaultPrivilegesStmt',
  'CreateStatsStmt',
]);

type Handler = (body: Node) => void;

/** Applies the statements of a script in their order. */
export class ScriptReader {
  readonly model: SqlModel = emptyModel();
  #schema = 'public';

  readonly #handlers: Readonly<Record<string, Handler>> = {
    CreateStmt: body => this.#table(body),
    ViewStmt: body => this.#view(body),
    CreateTableAsStmt: body => this.#tableAs(body),
    CreateFunctionStmt: body => this.#routine(body),
    CreateEnumStmt: body => this.#enum(body),
    AlterEnumStmt: body => this.#alterEnum(body),
    CreateDomainStmt: body => this.#domain(body),
    CompositeTypeStmt: body => this.#composite(body),
    CreateSeqStmt: body => this.#sequence(body),
    AlterSeqStmt: body => this.#sequence(body),
    CreateSchemaStmt: body => {
      const before = this.#schema;
      this.#schema = textOf(body, 'schemaname') || before;
      for (const each of listOf(body, 'schemaElts')) this.apply(each, '');
      this.#schema = before;
    },
    IndexStmt: body => this.#index(body),
    CreateTrigStmt: body => {
      const text = canonicalOf([body.funcname, body.timing, body.events]);
      this.relation(inside(body, 'relation'))?.triggers.set(
        textOf(body, 'trigname'),
        text,
      );
    },
    CreatePolicyStmt: body => {
      this.relation(inside(body, 'table'))?.policies.add(canonicalOf(body));
    },
    GrantStmt: body => applyGrant(this, body),
    DropStmt: body => applyDrop(this, body),
    RenameStmt: body => applyRename(this, body),
    AlterTableStmt: body => applyAlterTable(this, body),
    CommentStmt: body => {
      const { objtype, object, comment } = body;
      const key = canonicalOf([objtype, object]);
      this.model.comments.set(key, String(comment ?? ''));
    },
    VariableSetStmt: body => {
      if (textOf(body, 'name') !== 'search_path') return;
      const [first] = listOf(body, 'args');
      const name = textOf(inside(first, 'A_Const', 'sval'), 'sval');
      if (name) this.#schema = name;
    },
  };

  /** A name with its schema; that of everybody is left out. */
  name(range: Node): string {
    const schema = textOf(range, 'schemaname') || this.#schema;
    return this.withSchema([schema, textOf(range, 'relname')]);
  }

  /** Names in their order from the schema inwards. */
  withSchema(names: readonly string[]): string {
    const all = names.length > 1 ? names : [this.#schema, ...names];
    return all[0] === 'public' ? all.slice(1).join('.') : all.join('.');
  }

  /** A relation by the way a statement names it. */
  relation(range: Node): SqlRelation | undefined {
    const own = this.model.relations.get(this.name(range));
    return own ?? this.model.relations.get(textOf(range, 'relname'));
  }

  /** Applies a statement; one that is not understood is kept as such. */
  apply(statement: Node, text: string): void {
    const [kind, body] = entryOf(statement);
    const handler = this.#handlers[kind];
    if (handler) handler(body);
    else if (!WITHOUT_EFFECT.has(kind)) this.model.unknown.push(text || kind);
  }

  /** Keeps a statement that was understood only in part. */
  give(text: string): void {
    this.model.unknown.push(text);
  }

  #table(body: Node) {
    const relation = newRelation(this.name(inside(body, 'relation')), 'table');
    if (body.if_not_exists && this.model.relations.has(relation.name)) return;
    for (const each of listOf(body, 'inhRelations')) {
      const parent = this.relation(inside(each, 'RangeVar'));
      relation.columns.push(
        ...(parent?.columns.map(own => ({ ...own })) ?? []),
      );
      if (!parent) relation.open = true;
    }
    for (const each of listOf(body, 'tableElts')) {
      const [kind, element] = entryOf(each);
      if (kind === 'ColumnDef') {
        const { column, constraints } = columnOf(element);
        relation.columns.push(column);
        relation.constraints.push(...constraints);
      } else if (kind === 'Constraint') {
        constraintOf(relation, element);
      } else {
        const like = this.relation(inside(element, 'relation'));
        relation.columns.push(
          ...(like?.columns.map(own => ({ ...own })) ?? []),
        );
        if (!like) relation.open = true;
      }
    }
    this.model.relations.set(relation.name, relation);
  }

  #view(body: Node) {
    const name = this.name(inside(body, 'view'));
    const aliases = namesOf(listOf(body, 'aliases'));
    const find = (range: Node) => this.relation(range);
    const query = inside(body, 'query');
    const view = relationOfQuery(name, 'view', query, aliases, find);
    this.model.relations.set(name, view);
  }

  #tableAs(body: Node) {
    const into = inside(body, 'into');
    const name = this.name(inside(into, 'rel'));
    const kind =
      body.objtype === 'OBJECT_MATVIEW' ? 'materialized view' : 'table';
    const aliases = namesOf(listOf(into, 'colNames'));
    const find = (range: Node) => this.relation(range);
    const made = relationOfQuery(
      name,
      kind,
      inside(body, 'query'),
      aliases,
      find,
    );
    this.model.relations.set(name, made);
  }

  #routine(body: Node) {
    const name = this.withSchema(namesOf(listOf(body, 'funcname')));
    const routine = routineOf(name, body);
    this.model.routines.set(signatureOf(routine), routine);
  }

  #enum(body: Node) {
    const name = this.withSchema(namesOf(listOf(body, 'typeName')));
    this.model.enums.set(name, namesOf(listOf(body, 'vals')));
  }

  #alterEnum(body: Node) {
    const values = this.model.enums.get(
      this.withSchema(namesOf(listOf(body, 'typeName'))),
    );
    if (!values) return;
    const [old, young] = [textOf(body, 'oldVal'), textOf(body, 'newVal')];
    const beside = values.indexOf(old || textOf(body, 'newValNeighbor'));
    if (old) {
      if (beside >= 0) values[beside] = young;
    } else if (!values.includes(young)) {
      const at = beside < 0 ? values.length : beside;
      values.splice(body.newValIsAfter && beside >= 0 ? at + 1 : at, 0, young);
    }
  }

  #domain(body: Node) {
    const name = this.withSchema(namesOf(listOf(body, 'domainname')));
    const constraints = listOf(body, 'constraints').map(each =>
      inside(each, 'Constraint'),
    );
    this.model.domains.set(name, {
      type: typeOf(inside(body, 'typeName')),
      notNull: constraints.some(each => each.contype === 'CONSTR_NOTNULL'),
      checks: constraints
        .filter(each => each.contype === 'CONSTR_CHECK')
        .map(each => canonicalOf(each.raw_expr)),
    });
  }

  #composite(body: Node) {
    const relation = newRelation(this.name(inside(body, 'typevar')), 'type');
    for (const each of listOf(body, 'coldeflist')) {
      relation.columns.push(columnOf(inside(each, 'ColumnDef')).column);
    }
    this.model.relations.set(relation.name, relation);
  }

  #sequence(body: Node) {
    const name = this.name(inside(body, 'sequence'));
    const known = this.model.sequences.get(name) ?? '';
    this.model.sequences.set(name, known + canonicalOf(body.options ?? []));
  }

  #index(body: Node) {
    const relation = this.relation(inside(body, 'relation'));
    if (!body.unique || !relation) return;
    const parts = listOf(body, 'indexParams').map(each => {
      const element = inside(each, 'IndexElem');
      return textOf(element, 'name') || canonicalOf(element.expr);
    });
    const where = body.whereClause ? canonicalOf(body.whereClause) : '';
    relation.constraints.push({
      ...{ kind: 'unique', text: `${parts.join()} ${where}`.trim() },
      name: textOf(body, 'idxname'),
      words: `unique (${parts.map(part => (part.startsWith('{') ? 'an expression' : part)).join(', ')})`,
    });
  }
}
