import { InputError } from '@backstage/errors';
import type { ContractDocument } from '@slipway/backstage-plugin-contracts-common';
import { loadModule, parseSync } from 'libpg-query';
import { complaintOf, filesOf, short } from '../../formatSupport';
import type { Node } from './ast';
import { ScriptReader } from './ScriptReader';
import type { SqlModel } from './sqlModel';

interface Statement {
  stmt?: Node;
  stmt_location?: number;
  stmt_len?: number;
}

/** The statements of a script, as PostgreSQL itself reads them. */
export async function statementsOf(
  text: string,
  what = 'The document',
): Promise<Statement[]> {
  if (!text.trim()) return [];
  await loadModule();
  try {
    return (parseSync(text) as { stmts?: Statement[] }).stmts ?? [];
  } catch (error) {
    throw new InputError(
      `${what} is no SQL of PostgreSQL: ${complaintOf(error)}.`,
    );
  }
}

/** Reads a script of definitions, and applies it from its beginning to its end. */
export async function parseSql(document: ContractDocument): Promise<SqlModel> {
  const reader = new ScriptReader();
  const files = [...filesOf(document, 'SQL')].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  for (const [path, text] of files) {
    const what = `The document${path && ` '${path}'`}`;
    const bytes = Buffer.from(text);
    for (const each of await statementsOf(text, what)) {
      const from = each.stmt_location ?? 0;
      const end = each.stmt_len ? from + each.stmt_len : bytes.length;
      const own = short(
        bytes.subarray(from, Math.min(end, from + 400)).toString(),
      );
      if (each.stmt) reader.apply(each.stmt, own);
    }
  }
  return reader.model;
}
