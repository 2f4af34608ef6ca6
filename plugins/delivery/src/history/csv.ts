import type { HistoryRow } from './stays';

const COLUMNS = [
  'at',
  'kind',
  'versionBefore',
  'version',
  'until',
  'author',
  'subject',
  'commit',
  'rollbackReason',
  'verdict',
] as const;

/**
 * One cell. A cell that a spreadsheet would take for a formula gets a leading
 * apostrophe: commit subjects are written by anybody.
 */
function cell(value: string | undefined): string {
  const text = value ?? '';
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** The loaded rows as CSV (RFC 4180). */
export function historyCsv(rows: readonly HistoryRow[]): string {
  const lines = rows.map(({ revision, until, known }) =>
    [
      revision.at,
      revision.kind,
      revision.versionBefore,
      revision.versionAfter,
      until,
      revision.author.name,
      revision.subject,
      revision.commit,
      revision.rollback?.reason,
      known?.verdictText,
    ]
      .map(cell)
      .join(','),
  );
  return `${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}

/** Hands a text to the browser as a file. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(
    new Blob([text], { type: 'text/csv;charset=utf-8' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
