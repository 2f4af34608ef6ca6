import { createHash } from 'node:crypto';
import type { ContractDocument } from '@slipway/backstage-plugin-contracts-common';

/** SHA-256 over parts of which none can run into the next, in hexadecimal. */
export function digestOfParts(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    hash.update(`${Buffer.byteLength(part)}:`).update(part);
  }
  return hash.digest('hex');
}

/** The digest of a document; the order of its files does not matter. */
export function digestOf(document: ContractDocument): string {
  if (typeof document === 'string') return digestOfParts(['text', document]);
  const files = Object.entries(document).sort(([a], [b]) => (a < b ? -1 : 1));
  return digestOfParts(['files', ...files.flat()]);
}

/** Bytes of the text of a document. */
export function sizeOf(document: ContractDocument): number {
  const texts =
    typeof document === 'string' ? [document] : Object.values(document);
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}
