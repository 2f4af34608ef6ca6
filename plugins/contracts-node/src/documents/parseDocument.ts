import { InputError } from '@backstage/errors';
import type { ContractDocument } from '@slipway/backstage-plugin-contracts-common';
import { CORE_SCHEMA, load, Type } from 'js-yaml';

// Enough for any document by hand, and far from the end of the stack.
const DEEPEST = 400;
// What aliases may repeat, as a multiple of what is written, and at least.
const MOST_REPEATED = 20;
const LEAST_REFUSED = 200_000;

// `2026-01-01` stays the text that it is in JSON; merge keys are in use.
const SCHEMA = CORE_SCHEMA.extend({
  implicit: [
    new Type('tag:yaml.org,2002:merge', {
      kind: 'scalar',
      resolve: text => text === '<<',
    }),
  ],
});

// Depth is measured afterwards; the types do not know this option.
const OPTIONS = { schema: SCHEMA, maxDepth: DEEPEST + 100 };

/** How the documents of a format are to be read. @public */
export interface ParseDocumentOptions {
  /** What the document should be, with its article, for example `an OpenAPI document`. */
  what: string;
}

function endless(sentence: string): string {
  return sentence.replace(/[.:\s]+$/, '');
}

function read(text: string, { what }: ParseDocumentOptions): unknown {
  try {
    return JSON.parse(text);
  } catch (jsonError) {
    if (/^\s*[{[]\s*["{[\]}]/.test(text)) {
      throw new InputError(
        `The document is no JSON: ${endless((jsonError as Error).message)}.`,
      );
    }
  }
  try {
    return load(text, OPTIONS);
  } catch (error) {
    const [cause] = (error as Error).message.split('\n');
    if (cause.includes('maxDepth')) throw tooDeep();
    throw new InputError(
      `The document is neither JSON nor YAML, so it is not ${what}: ${endless(cause)}.`,
    );
  }
}

interface Extent {
  depth: number;
  /** Values, each alias counted as often as it stands. */
  size: number;
}

/** Measures what a document comes to once aliases are written out. */
class Measure {
  readonly #known = new Map<object, Extent>();
  readonly #open = new Set<object>();

  get distinct(): number {
    return this.#known.size;
  }

  of(value: unknown, level = 0): Extent {
    if (typeof value !== 'object' || value === null) {
      return { depth: 0, size: 1 };
    }
    const known = this.#known.get(value);
    if (known) return known;
    if (this.#open.has(value)) {
      throw new InputError(
        'The document contains itself through an alias, which has no end.',
      );
    }
    if (level > DEEPEST) throw tooDeep();
    this.#open.add(value);
    let depth = 0;
    let size = 1;
    for (const inner of Object.values(value)) {
      const extent = this.of(inner, level + 1);
      depth = Math.max(depth, extent.depth + 1);
      size += extent.size;
    }
    this.#open.delete(value);
    this.#known.set(value, { depth, size });
    return { depth, size };
  }
}

function tooDeep() {
  return new InputError(
    `The document is nested more than ${DEEPEST} levels deep, which is more than is compared.`,
  );
}

function refuseExcess(document: unknown) {
  const measure = new Measure();
  const { depth, size } = measure.of(document);
  if (depth > DEEPEST) throw tooDeep();
  // Each object holds some plain values, so the factor is of objects.
  if (size > LEAST_REFUSED && size > MOST_REPEATED * 10 * measure.distinct) {
    throw new InputError(
      `The aliases of the document come to ${size.toLocaleString('en')} values, which is more than is compared. Write out what they mean, or use fewer of them.`,
    );
  }
}

/**
 * Reads one text of JSON or YAML. Aliases cannot multiply, and nesting has an
 * end.
 *
 * @throws InputError with a sentence when it is neither
 * @public
 */
export function parseDocumentText(
  text: string,
  options: ParseDocumentOptions,
): unknown {
  const document = read(text, options);
  refuseExcess(document);
  return document;
}

/**
 * Reads each file of a document; a document of one text is one file without a
 * name.
 *
 * @throws InputError with a sentence that names the file
 * @public
 */
export function parseDocumentFiles(
  document: ContractDocument,
  options: ParseDocumentOptions,
): Record<string, unknown> {
  if (typeof document === 'string') {
    return { '': parseDocumentText(document, options) };
  }
  const files: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(document)) {
    try {
      files[name] = parseDocumentText(text, options);
    } catch (error) {
      throw new InputError(`In ${name}: ${(error as Error).message}`);
    }
  }
  return files;
}
