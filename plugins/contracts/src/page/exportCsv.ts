import type { ContractSummary } from '@slipway/backstage-plugin-contracts-common';

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
  return [HEAD, ...rows].map(row => `${row.map(cell).join(',')}\r\n`).join('');
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
