import { InputError } from '@backstage/errors';
import {
  type Document,
  isAlias,
  isCollection,
  isScalar,
  parse,
  parseAllDocuments,
  type Scalar,
} from 'yaml';

/** A scalar to put into a YAML file. */
export interface ValueChange {
  /** Names joined by dots; items of a list by their number: `containers.0.image`. */
  path: string;
  value: string | number | boolean;
}

/** YAML 1.1, which Helm reads, takes these words for something else than text. */
const WORDS = /^(y|yes|n|no|true|false|on|off|null|~|[-+]?[\d.][\d._]*)$/i;

function documentsOf(file: string, text: string): Document.Parsed[] {
  const documents = parseAllDocuments(text, {
    ...{ merge: true, logLevel: 'error' },
  });
  const list = Array.isArray(documents) ? documents : [];
  const error = list.flatMap(({ errors }) => errors)[0];
  if (error) {
    throw new InputError(
      `${file} cannot be changed, it is no YAML: ${error.message.split('\n')[0]}`,
    );
  }
  return list as Document.Parsed[];
}

function keysOf(path: string): (string | number)[] {
  return path.split('.').map(key => (/^\d+$/.test(key) ? Number(key) : key));
}

/** What stands at a path; nothing when something on the way is shared with another place. */
function nodeAt(document: Document, keys: (string | number)[]): unknown {
  let node: unknown = document.contents;
  for (const key of keys) {
    if (!isCollection(node) || node.anchor) return undefined;
    node = node.get(key, true) ?? node.get(String(key), true);
  }
  return node;
}

function render(node: Scalar, value: ValueChange['value']): string {
  if (typeof value !== 'string') return String(value);
  if (node.type === 'QUOTE_SINGLE' && !/[\n\r]/.test(value)) {
    return `'${value.replace(/'/g, "''")}'`;
  }
  if (node.type === 'QUOTE_DOUBLE' || WORDS.test(value)) {
    return JSON.stringify(value);
  }
  try {
    const isPlain = /^[\w./-][\w ./-]*$/.test(value) && parse(value) === value;
    return isPlain ? value : JSON.stringify(value);
  } catch {
    return JSON.stringify(value);
  }
}

function assertOnlyThat(
  file: string,
  before: Document[],
  after: Document[],
  index: number,
  { path, value }: ValueChange,
) {
  const keys = keysOf(path);
  for (const [at, document] of before.entries()) {
    // Set the same in the old one by the library, and both must be equal.
    if (at === index) document.setIn(keys, value);
  }
  const [left, right] = [before, after].map(documents =>
    JSON.stringify(documents.map(document => document.toJS())),
  );
  if (left !== right) {
    throw new InputError(
      `${file} cannot be changed at ${path} without changing other places; change it by hand.`,
    );
  }
}

/** Whether there is a scalar at a path. */
export function hasValue(file: string, text: string, path: string): boolean {
  return documentsOf(file, text).some(document =>
    isScalar(nodeAt(document, keysOf(path))),
  );
}

/**
 * Replaces one scalar; all other bytes, comments included, stay.
 *
 * @throws InputError when there is no such scalar, or more than one
 */
export function setValue(
  file: string,
  text: string,
  change: ValueChange,
): string {
  const { path, value } = change;
  const documents = documentsOf(file, text);
  const keys = keysOf(path);
  const found = documents.flatMap((document, index) => {
    const node = nodeAt(document, keys);
    return node === undefined || node === null ? [] : [{ node, index }];
  });
  if (found.length !== 1) {
    throw new InputError(
      found.length
        ? `${file} has ${path} in ${found.length} documents; which one is meant cannot be told.`
        : `${file} has no ${path} of its own that could be set.`,
    );
  }
  const [{ node, index }] = found;
  const isBlock = isScalar(node) && /^BLOCK/.test(node.type ?? '');
  if (
    isAlias(node) ||
    !isScalar(node) ||
    !node.range ||
    node.anchor ||
    isBlock
  ) {
    throw new InputError(
      `${file} holds no single value of its own at ${path}; change it by hand.`,
    );
  }
  const [start, end] = node.range;
  // A key without a value ends right behind its colon.
  const gap = start === end && !/\s$/.test(text.slice(0, start)) ? ' ' : '';
  const rendered = render(node, value);
  const result = `${text.slice(0, start)}${gap}${rendered}${text.slice(end)}`;
  assertOnlyThat(file, documents, documentsOf(file, result), index, change);
  return result;
}
