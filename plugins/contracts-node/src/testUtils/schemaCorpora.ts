import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type {
  ContractDirection,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import { jsonSchemaFormat } from '../jsonSchema/jsonSchemaFormat';
import { summarize } from '../rules';

// Samples are found beside the sources only.
// eslint-disable-next-line no-restricted-syntax
const REPOSITORY = resolve(__dirname, '../../../..');

/** A pair of documents with the verdict that its project expects. */
export interface CorpusRow {
  id: string;
  title: string;
  direction: string;
  expected: 'breaking' | 'non-breaking' | 'none' | 'risky';
  firm: boolean;
  old: unknown;
  new: unknown;
}

/** How many rows came out as expected. */
export interface CorpusScore {
  rows: number;
  right: number;
  /** Breaking, and called safe. */
  missed: string[];
  /** Not breaking, and called breaking. */
  noise: string[];
  undecided: string[];
  breaking: number;
  withCounterExample: number;
}

/** Corpora of JSON Schema. */
export const SCHEMA_CORPORA = [
  'json-schema-apicurio',
  'json-schema-sentry',
] as const;

function fileOf(name: string): string {
  const folder =
    process.env.SLIPWAY_CORPORA ?? resolve(REPOSITORY, '../shared/corpora');
  return join(folder, 'contracts', `${name}.json`);
}

/** Says what is missing, or undefined. */
export function missingSchemaCorpora(): string | undefined {
  return SCHEMA_CORPORA.every(name => existsSync(fileOf(name)))
    ? undefined
    : 'there are no samples: set SLIPWAY_CORPORA to their folder';
}

/** All rows of a corpus. */
export function readSchemaCorpus(name: string): CorpusRow[] {
  return JSON.parse(readFileSync(fileOf(name), 'utf8')) as CorpusRow[];
}

/** What changed between the two sides of a row, or the reverse. */
export function compareRow(row: CorpusRow, swapped = false) {
  const direction: ContractDirection = row.direction.startsWith('BACKWARD')
    ? 'send'
    : 'receive';
  const sides = swapped ? [row.new, row.old] : [row.old, row.new];
  const [before, after] = sides.map(side =>
    jsonSchemaFormat.parse(JSON.stringify(side)),
  );
  return summarize(jsonSchemaFormat.compare(before, after, { direction }));
}

/** Holds rows against what they expect. */
export function scoreRows(rows: readonly CorpusRow[]): CorpusScore {
  const compared = rows.map(row => ({ row, comparison: compareRow(row) }));
  const isBreaking = (row: CorpusRow) => row.expected === 'breaking';
  const called = (verdict: ContractVerdict, breaking: boolean) =>
    compared
      .filter(
        ({ row, comparison }) =>
          comparison.verdict === verdict && isBreaking(row) === breaking,
      )
      .map(({ row }) => row.id);
  return {
    rows: rows.length,
    right: called('breaking', true).length + called('safe', false).length,
    missed: called('safe', true),
    noise: called('breaking', false),
    undecided: [...called('unknown', true), ...called('unknown', false)],
    breaking: rows.filter(isBreaking).length,
    withCounterExample: compared.filter(
      ({ row, comparison: { changes } }) =>
        isBreaking(row) && changes.some(each => each.counterExample),
    ).length,
  };
}
