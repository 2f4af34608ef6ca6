import type {
  ContractMatrix,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import { VERDICT_ORDER } from '../state/looks';
import type { ContractsWords } from '../translation';

type Verdicts = Pick<ContractMatrix, 'cells' | 'hidden' | 'hiddenContracts'>;

const WORDS: Readonly<
  Record<ContractVerdict, (t: ContractsWords, n: string) => string>
> = {
  breaking: (t, n) => t('matrix.breaks', { n }),
  unknown: (t, n) => t('matrix.unknown', { n }),
  risky: (t, n) => t('matrix.risky', { n }),
  safe: (t, n) => t('matrix.fits', { n }),
};

/** Some verdicts and how many there are of each, worst first. */
function describe(
  verdicts: readonly ContractVerdict[],
  countOf: (verdict: ContractVerdict) => number,
  t: ContractsWords,
): string {
  return VERDICT_ORDER.filter(each => verdicts.includes(each) && countOf(each))
    .map(each => WORDS[each](t, String(countOf(each))))
    .join(', ');
}

/** Whether there is anything to sum up, shown or not. */
export function isJudged({ cells, hidden = {} }: Verdicts): boolean {
  return cells.length > 0 || Object.values(hidden).some(Boolean);
}

/** What stands in the way; cells that are not shown count like the others. */
export function summaryOf(matrix: Verdicts, t: ContractsWords): string {
  const { cells, hidden = {}, hiddenContracts } = matrix;
  const bad = describe(
    ['breaking', 'unknown', 'risky'],
    verdict =>
      cells.filter(cell => cell.verdict === verdict).length +
      (hidden[verdict] ?? 0),
    t,
  );
  // Of a column that is left out nothing is known here.
  return bad || t(hiddenContracts ? 'matrix.seenFine' : 'matrix.allFine');
}

/** What is counted or left out without being shown, a sentence each. */
export function hiddenIn(matrix: Verdicts, t: ContractsWords): string[] {
  const { hidden = {}, hiddenContracts } = matrix;
  const summary = describe(VERDICT_ORDER, each => hidden[each] ?? 0, t);
  return [
    ...(summary ? [t('matrix.hiddenCells', { summary })] : []),
    ...(hiddenContracts
      ? [t('matrix.hiddenContracts', { n: String(hiddenContracts) })]
      : []),
  ];
}
