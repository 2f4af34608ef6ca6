import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

// Samples are found beside the sources only.
// eslint-disable-next-line no-restricted-syntax
const REPOSITORY = resolve(__dirname, '../../../..');

/** A pair of documents with the verdict that its project expects. @public */
export interface CorpusRow {
  id: string;
  title: string;
  direction?: string;
  expected: 'breaking' | 'non-breaking' | 'none' | 'risky';
  firm: boolean;
  old: unknown;
  new: unknown;
  /** Pairs of Protobuf files have one verdict for each promise. */
  category_verdicts?: Record<string, unknown>;
}

function fileOf(name: string): string {
  const folder =
    process.env.SLIPWAY_CORPORA ?? resolve(REPOSITORY, '../shared/corpora');
  return join(folder, 'contracts', `${name}.json`);
}

/** Says that the pairs of a corpus are missing, or undefined. @public */
export function missingCorpus(name: string): string | undefined {
  return existsSync(fileOf(name))
    ? undefined
    : 'there are no samples: set SLIPWAY_CORPORA to their folder';
}

/** All rows of a corpus. @public */
export function readContractCorpus(name: string): CorpusRow[] {
  return JSON.parse(readFileSync(fileOf(name), 'utf8')) as CorpusRow[];
}

/**
 * A group of tests that needs the pairs of a corpus. Without them it says so
 * in one line and does not run.
 *
 * @public
 */
export function describeWithCorpus(
  name: string,
  define: (rows: readonly CorpusRow[]) => void,
): void {
  const missing = missingCorpus(name);
  if (missing) {
    process.stderr.write(`Not run: the corpus ${name}, because ${missing}\n`);
    // eslint-disable-next-line jest/no-disabled-tests, jest/no-export, jest/valid-describe-callback
    describe.skip(`the corpus ${name} (${missing})`, () => define([]));
    return;
  }
  // eslint-disable-next-line jest/no-export, jest/valid-describe-callback
  describe(`the corpus ${name}`, () => define(readContractCorpus(name)));
}
