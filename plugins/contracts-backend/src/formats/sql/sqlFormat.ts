import type {
  ContractElement,
  ContractOutline,
} from '@slipway/backstage-plugin-contracts-common';
import type { ContractFormat } from '@slipway/backstage-plugin-contracts-node';
import { compareModels } from './compareModels';
import { parseSql } from './parseSql';
import { inputsOf, type SqlModel } from './sqlModel';
import { sqlRules } from './sqlRules';
import { usesOf } from './usesOf';

function outline({ relations, routines, enums }: SqlModel): ContractOutline {
  const tables = [...relations.values()].flatMap(({ name, kind, columns }) => [
    { operation: name, kind },
    ...columns.map((column): ContractElement => ({
      ...{ operation: name, field: column.name, kind: 'column' },
      ...(column.type && { title: column.type }),
    })),
  ]);
  const calls = [...routines].flatMap(([operation, routine]) => [
    { operation, kind: routine.kind },
    ...inputsOf(routine)
      .filter(({ name }) => name)
      .map(({ name, type }) => ({
        ...{ operation, field: name, kind: 'parameter', title: type },
      })),
  ]);
  const lists = [...enums.keys()].map(operation => ({
    ...{ operation, kind: 'enum' },
  }));
  return { dialect: 'PostgreSQL', elements: [...tables, ...calls, ...lists] };
}

/** SQL of PostgreSQL: what a script leaves for those who read, write and call. @public */
export const sqlFormat: ContractFormat<SqlModel> = {
  id: 'sql',
  title: 'SQL (PostgreSQL)',
  rules: sqlRules,
  parse: parseSql,
  compare: compareModels,
  outline,
  usesOf,
};
