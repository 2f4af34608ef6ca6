import type {
  Comparison,
  ContractDirection,
  ContractDocument,
} from '@slipway/backstage-plugin-contracts-common';
import type { ContractFormat } from '../format';
import { RuleBook } from '../rules';
import type { CorpusRow } from './corpora';

/** How many rows came out as expected. @public */
export interface CorpusScore {
  rows: number;
  right: number;
  /** Breaking, and called safe or risky. */
  missed: string[];
  /** Not breaking, and called breaking. */
  noise: string[];
  undecided: string[];
  breaking: number;
  withCounterExample: number;
}

/** How the rows of a corpus are to be compared. @public */
export interface CorpusReading {
  /** What is expected of a row; its own word unless told. */
  expected?: (row: CorpusRow) => CorpusRow['expected'];
}

function documentOf(side: unknown): ContractDocument {
  if (typeof side === 'string') return side;
  const isFiles =
    typeof side === 'object' &&
    side !== null &&
    Object.keys(side).some(name => /\.\w+$/.test(name)) &&
    Object.values(side).every(text => typeof text === 'string');
  return isFiles
    ? (side as Record<string, string>)
    : JSON.stringify(side, undefined, 2);
}

function directionOf({ direction }: CorpusRow): ContractDirection | undefined {
  if (direction?.startsWith('BACKWARD')) return 'send';
  return direction?.startsWith('FORWARD') ? 'receive' : undefined;
}

/** What changed between the two sides of a row, or the reverse. @public */
export async function compareRow(
  format: ContractFormat,
  row: CorpusRow,
  swapped = false,
): Promise<Comparison> {
  const sides = swapped ? [row.new, row.old] : [row.old, row.new];
  const [before, after] = await Promise.all(
    sides.map(side => format.parse(documentOf(side))),
  );
  const direction = directionOf(row);
  return RuleBook.create([format]).summarize(
    await format.compare(before, after, direction ? { direction } : {}),
  );
}

/** Holds rows against what they expect. @public */
export async function scoreRows(
  format: ContractFormat,
  rows: readonly CorpusRow[],
  { expected = row => row.expected }: CorpusReading = {},
): Promise<CorpusScore> {
  const compared: { row: CorpusRow; comparison: Comparison }[] = [];
  for (const row of rows) {
    compared.push({ row, comparison: await compareRow(format, row) });
  }
  const isBreaking = (row: CorpusRow) => expected(row) === 'breaking';
  const called = (verdicts: readonly string[], breaking: boolean) =>
    compared
      .filter(
        ({ row, comparison }) =>
          verdicts.includes(comparison.verdict) && isBreaking(row) === breaking,
      )
      .map(({ row }) => row.id);
  const harmless = ['safe', 'risky'];
  return {
    rows: rows.length,
    right: called(['breaking'], true).length + called(harmless, false).length,
    missed: called(harmless, true),
    noise: called(['breaking'], false),
    undecided: [...called(['unknown'], true), ...called(['unknown'], false)],
    breaking: rows.filter(isBreaking).length,
    withCounterExample: compared.filter(
      ({ row, comparison: { changes } }) =>
        isBreaking(row) && changes.some(each => each.counterExample),
    ).length,
  };
}
