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
import type { SqlColumn, SqlRelation } from './sqlModel';

/** Finds relations by the name that a statement uses. */
export type FindRelation = (range: Node) => SqlRelation | undefined;

interface Source {
  alias: string;
  relation?: SqlRelation;
}

function sourcesOf(nodes: readonly Node[], find: FindRelation): Source[] {
  return nodes.flatMap(node => {
    const [kind, body] = entryOf(node);
    if (kind === 'JoinExpr') {
      return sourcesOf([inside(body, 'larg'), inside(body, 'rarg')], find);
    }
    const alias = textOf(inside(body, 'alias'), 'aliasname');
    if (kind !== 'RangeVar') return [{ alias }];
    const relation = find(body);
    const name = alias || textOf(body, 'relname');
    return [{ alias: name, ...(relation && { relation }) }];
  });
}

/** A column of a query that says nothing about its type. */
function named(name: string): SqlColumn {
  return { name, notNull: false };
}

/** The name that PostgreSQL gives to an expression. */
function nameOf(value: Node): string {
  const [kind, body] = entryOf(value);
  if (kind === 'ColumnRef') return namesOf(listOf(body, 'fields')).at(-1) ?? '';
  if (kind === 'FuncCall')
    return namesOf(listOf(body, 'funcname')).at(-1) ?? '';
  if (kind === 'TypeCast') {
    const inner = nameOf(inside(body, 'arg'));
    return inner === '?column?' ? typeOf(inside(body, 'typeName')) : inner;
  }
  return kind === 'CoalesceExpr' ? 'coalesce' : '?column?';
}

function columnsOfTarget(
  target: Node,
  sources: readonly Source[],
): SqlColumn[] | undefined {
  const value = inside(target, 'val');
  const [kind, body] = entryOf(value);
  const own = textOf(target, 'name');
  if (kind === 'TypeCast') {
    const type = typeOf(inside(body, 'typeName'));
    return [{ ...named(own || nameOf(value)), type }];
  }
  if (kind !== 'ColumnRef') return [named(own || nameOf(value))];
  const fields = listOf(body, 'fields');
  const last = fields.at(-1);
  const [alias] = namesOf(fields.slice(0, -1)).slice(-1);
  const meant = sources.filter(each => !alias || each.alias === alias);
  if (last && 'A_Star' in last) {
    if (meant.some(each => !each.relation || each.relation.open)) {
      return undefined;
    }
    return meant.flatMap(each => each.relation?.columns.map(plain) ?? []);
  }
  const name = nameOf(value);
  const found = meant
    .flatMap(each => each.relation?.columns ?? [])
    .find(column => column.name === name);
  return [{ ...(found ? plain(found) : named(name)), name: own || name }];
}

/** A column as a view shows it; null may come through an outer join. */
function plain({ name, type }: SqlColumn): SqlColumn {
  return { ...named(name), ...(type && { type }) };
}

/** The columns of a query; absent when they cannot all be named. */
export function columnsOfQuery(
  query: Node,
  find: FindRelation,
): SqlColumn[] | undefined {
  const select = inside(query, 'SelectStmt');
  // The first part of a union names its columns.
  if (select.larg) {
    return columnsOfQuery({ SelectStmt: inside(select, 'larg') }, find);
  }
  const sources = sourcesOf(listOf(select, 'fromClause'), find);
  const columns: SqlColumn[] = [];
  for (const each of listOf(select, 'targetList')) {
    const own = columnsOfTarget(inside(each, 'ResTarget'), sources);
    if (!own) return undefined;
    columns.push(...own);
  }
  return columns;
}

/** A relation that a query makes. */
export function relationOfQuery(
  name: string,
  kind: SqlRelation['kind'],
  query: Node,
  aliases: readonly string[],
  find: FindRelation,
): SqlRelation {
  const columns = columnsOfQuery(query, find);
  const shown = (columns ?? aliases.map(named)).map((column, index) => ({
    ...column,
    name: aliases[index] ?? column.name,
  }));
  return {
    ...{ name, kind, columns: shown, constraints: [], triggers: new Map() },
    ...{ policies: new Set(), rowSecurity: false },
    ...{ query: canonicalOf(query), open: !columns },
  };
}
