import { InputError } from '@backstage/errors';
import type { ContractDocument } from '@slipway/backstage-plugin-contracts-common';
import { parse } from 'yaml';

// Far more than is written by hand, and far from the end of the stack.
const DEEPEST = 200;
const MOST_ALIASES = 100;

/** The files of a document by path; a text is one file without a path. */
export function filesOf(
  document: ContractDocument,
  kind: string,
): [path: string, text: string][] {
  const files: [string, string][] =
    typeof document === 'string' ? [['', document]] : Object.entries(document);
  if (!files.some(([, text]) => text.trim())) {
    throw new InputError(`The document is empty, so it is no ${kind}.`);
  }
  return files;
}

/** The text of a document that has to be one file. */
export function onlyFileOf(document: ContractDocument, kind: string): string {
  const files = filesOf(document, kind);
  if (files.length > 1) {
    throw new InputError(
      `This kind of contract (${kind}) is one file, and ${files.length} were given. Give the one that is meant.`,
    );
  }
  return files[0][1];
}

/** What a parser complained about, fit to stand before a full stop. */
export function complaintOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .split('\n')[0]
    .trim()
    .replace(/[.:]+$/, '');
}

function read(text: string, kind: string): unknown {
  if (/^\s*[{[]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new InputError(
        `The document is no ${kind}, because it is no JSON: ${complaintOf(error)}.`,
      );
    }
  }
  try {
    return parse(text, { maxAliasCount: MOST_ALIASES, logLevel: 'error' });
  } catch (error) {
    throw new InputError(
      `The document is no ${kind}, because it is neither JSON nor YAML: ${complaintOf(error)}.`,
    );
  }
}

/** Refuses values that are nested deeper than anything that is compared. */
export function refuseDepth(value: unknown): void {
  let layer = [value];
  for (let depth = 0; layer.length; depth++) {
    if (depth > DEEPEST) {
      throw new InputError(
        `The document is nested more than ${DEEPEST} levels deep, which is more than is compared.`,
      );
    }
    layer = layer.flatMap(each =>
      typeof each === 'object' && each !== null ? Object.values(each) : [],
    );
  }
}

/** Reads JSON or YAML, bounded in depth and in aliases. */
export function readData(text: string, kind: string): unknown {
  const value = read(text, kind);
  refuseDepth(value);
  return value;
}

/** The first date in words, as an ISO date; for the day after which something may be gone. */
export function dateIn(words: string | undefined): string | undefined {
  return words?.match(/\b\d{4}-\d{2}-\d{2}\b/)?.[0];
}

/** A text, not too long to be shown. */
export function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
