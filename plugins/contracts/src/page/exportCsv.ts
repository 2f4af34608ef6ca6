import type {
  ContractMatrix,
  ContractSummary,
} from '@slipway/backstage-plugin-contracts-common';
import { VERDICT_ORDER } from '../state/looks';
import type { ContractsWords } from '../translation';

const HEAD = [
  ...['entityRef', 'group', 'type', 'owner', 'system', 'providers'],
  ...['version', 'declaredBump', 'requiredBump', 'consumers', 'breaking'],
  ...['unknown', 'state', 'reason', 'gaps'],
];

/** A cell that a spreadsheet takes for text, and never for a formula. */
function cell(value: unknown): string {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const MATRIX_HEAD = [
  ...['environment', 'consumer', 'consumerVersion', 'contract'],
  ...['contractVersion', 'provider', 'providerVersion', 'whatIf'],
  ...['verdict', 'reason'],
];

const write = (rows: readonly (readonly unknown[])[]) =>
  rows.map(row => `${row.map(cell).join(',')}\r\n`).join('');

/** Integration points as comma-separated values, one a line (RFC 4180). */
export function toCsv(items: readonly ContractSummary[]): string {
  const rows = items.map(item => [
    ...[item.entityRef, item.group, item.specType, item.owner, item.system],
    item.providers.join(' '),
    item.latest?.version,
    item.latest?.judgement?.declaredBump,
    item.latest?.judgement?.requiredBump,
    ...[item.consumers.total, item.consumers.breaking, item.consumers.unknown],
    ...[
      item.state,
      item.stateReason,
      item.gaps.map(({ gap }) => gap).join(' '),
    ],
  ]);
  return write([HEAD, ...rows]);
}

/** A line for each verdict that is counted only, and one for what is left out. */
function hiddenRows(matrix: ContractMatrix, t: ContractsWords) {
  const { environment, hidden = {}, hiddenContracts } = matrix;
  const row = (verdict: string, reason: string) => [
    ...[environment, '', '', '', '', '', '', '', verdict, reason],
  ];
  const out = VERDICT_ORDER.filter(each => hidden[each]);
  return [
    ...out.map(each =>
      row(each, t('hidden.count', { n: String(hidden[each]) })),
    ),
    ...(hiddenContracts
      ? [row('', t('matrix.hiddenContracts', { n: String(hiddenContracts) }))]
      : []),
  ];
}

/**
 * A matrix as comma-separated values: one relation a line, with its reason.
 * Relations of those who may not be seen are counted at the end.
 */
export function matrixToCsv(matrix: ContractMatrix, t: ContractsWords): string {
  const { environment, consumers, contracts, cells } = matrix;
  const consumerOf = new Map(consumers.map(each => [each.id, each]));
  const contractOf = new Map(contracts.map(each => [each.id, each]));
  const rows = cells.map(each => {
    const consumer = consumerOf.get(each.consumer);
    const contract = contractOf.get(each.contract);
    return [
      ...[environment, consumer?.entityRef, consumer?.version],
      ...[contract?.entityRef, contract?.contractVersion],
      ...[contract?.provider, contract?.version, contract?.whatIf],
      ...[each.verdict, each.message],
    ];
  });
  return write([MATRIX_HEAD, ...rows, ...hiddenRows(matrix, t)]);
}

/** Hands a text to the browser as a file. */
export function download(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
