import type { Item } from './items.js';

function quote(text: string) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Items as the file of the contract has them: RFC 4180, with a header. */
export function toCsv(items: readonly Item[]): string {
  const lines = items.map(({ id, name, createdAt }) =>
    [id, name, createdAt].map(quote).join(','),
  );
  return ['id,name,createdAt', ...lines, ''].join('\r\n');
}
