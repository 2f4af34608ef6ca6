import { InputError } from '@backstage/errors';
import type { ContractUse } from '@slipway/backstage-plugin-contracts-common';
import { entryOf, inside, listOf, namesOf, type Node, textOf } from './ast';
import { statementsOf } from './parseSql';

interface Use {
  receives: Set<string>;
  sends: Set<string>;
  /** Whether all columns are meant. */
  all: 'receives' | 'sends' | undefined;
}

// What the database brings itself is no part of a contract.
const BUILT_IN =
  /^(count|sum|avg|min|max|now|coalesce|lower|upper|length|trim|btrim|substring|round|abs|concat|to_char|to_date|date_trunc|extract|nextval|currval|row_number|rank|array_agg|string_agg|json\w*|unnest|generate_series|random|gen_random_uuid)$/;

function nameOf(range: Node): string {
  const schema = textOf(range, 'schemaname');
  const own = textOf(range, 'relname');
  return schema && schema !== 'public' ? `${schema}.${own}` : own;
}

/** Collects what one statement uses. */
class StatementUses {
  readonly #uses = new Map<string, Use>();
  readonly #aliases = new Map<string, string>();
  readonly #own = new Set<string>();

  #use(name: string): Use {
    const known = this.#uses.get(name) ?? {
      ...{ receives: new Set<string>(), sends: new Set<string>() },
      all: undefined,
    };
    this.#uses.set(name, known);
    return known;
  }

  /** Queries that the statement names itself are no tables. */
  queries(value: unknown): void {
    if (typeof value !== 'object' || !value) return;
    const name = textOf(inside(value as Node, 'CommonTableExpr'), 'ctename');
    if (name) this.#own.add(name);
    for (const each of Object.values(value)) this.queries(each);
  }

  /** Tables come first, because columns may be named before them. */
  tables(value: unknown): void {
    if (Array.isArray(value)) for (const each of value) this.tables(each);
    if (typeof value !== 'object' || !value || Array.isArray(value)) return;
    const node = value as Node;
    for (const [key, each] of Object.entries(node)) {
      const isTable = key === 'RangeVar' || key === 'relation';
      if (isTable) this.#table(each as Node);
      this.tables(each);
    }
  }

  #table(range: Node) {
    const name = nameOf(range);
    if (!name || this.#own.has(name)) return;
    this.#use(name);
    const alias = textOf(inside(range, 'alias'), 'aliasname');
    this.#aliases.set(alias || textOf(range, 'relname'), name);
  }

  columns(value: unknown): void {
    if (Array.isArray(value)) for (const each of value) this.columns(each);
    if (typeof value !== 'object' || !value || Array.isArray(value)) return;
    const node = value as Node;
    const [kind, body] = entryOf(node);
    if (kind === 'ColumnRef') this.#column(body);
    if (kind === 'FuncCall') this.#call(body);
    if (kind === 'CallStmt') this.#call(inside(body, 'funccall'));
    if (kind === 'InsertStmt') this.#writes(body, listOf(body, 'cols'));
    if (kind === 'UpdateStmt') this.#writes(body, listOf(body, 'targetList'));
    for (const each of Object.values(node)) this.columns(each);
  }

  #column(reference: Node) {
    const fields = listOf(reference, 'fields');
    const names = namesOf(fields);
    const alias = names.at(-2);
    const star = fields.at(-1) && 'A_Star' in (fields.at(-1) as Node);
    const meant = alias
      ? [this.#aliases.get(alias)].filter(each => each !== undefined)
      : [...new Set(this.#aliases.values())];
    for (const name of meant) {
      const use = this.#use(name);
      if (star) use.all = 'receives';
      else use.receives.add(names.at(-1) ?? '');
    }
  }

  #call(body: Node) {
    const names = namesOf(listOf(body, 'funcname')).filter(
      each => each !== 'public',
    );
    const name = names.join('.');
    if (names[0] !== 'pg_catalog' && !BUILT_IN.test(name)) this.#use(name);
  }

  #writes(body: Node, columns: readonly Node[]) {
    const use = this.#use(nameOf(inside(body, 'relation')));
    if (!columns.length) use.all = 'sends';
    for (const each of columns) {
      use.sends.add(textOf(inside(each, 'ResTarget'), 'name'));
    }
  }

  result(): ContractUse[] {
    return [...this.#uses].map(([operation, { receives, sends, all }]) => ({
      operation,
      // All columns are meant where none is named.
      ...(all !== 'sends' && { sends: [...sends] }),
      ...(all !== 'receives' && { receives: [...receives] }),
    }));
  }
}

/** The tables, columns and functions that a statement uses. */
export async function usesOf(statement: string): Promise<ContractUse[]> {
  const statements = await statementsOf(statement, 'The statement');
  if (!statements.length) {
    throw new InputError('The statement is empty. Give the SQL that is meant.');
  }
  const uses = new StatementUses();
  for (const { stmt } of statements) uses.queries(stmt);
  for (const { stmt } of statements) uses.tables(stmt);
  for (const { stmt } of statements) uses.columns(stmt);
  return uses.result();
}
