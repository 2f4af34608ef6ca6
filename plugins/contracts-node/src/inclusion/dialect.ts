/** Drafts of JSON Schema that are told apart. @public */
export type SchemaDraft = 'draft-04' | 'draft-07' | '2019-09' | '2020-12';

const NAMES: readonly [RegExp, SchemaDraft][] = [
  [/draft-0?[34]\b/, 'draft-04'],
  [/draft-0?[67]\b/, 'draft-07'],
  [/2019-09/, '2019-09'],
  [/2020-12/, '2020-12'],
];

const NEWER = new Set([
  '$defs',
  'prefixItems',
  'dependentRequired',
  'dependentSchemas',
  'unevaluatedProperties',
  'unevaluatedItems',
  'minContains',
  'maxContains',
  '$anchor',
  '$dynamicRef',
]);

/** Whether a value is a plain object of a document. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function* objectsOf(value: unknown): Generator<Record<string, unknown>> {
  const todo = [value];
  while (todo.length) {
    const next = todo.pop();
    if (isRecord(next)) {
      yield next;
    }
    if (typeof next === 'object' && next !== null) {
      todo.push(...Object.values(next));
    }
  }
}

/**
 * The draft that a document names, or else the oldest one that has all the
 * keywords it uses.
 *
 * @public
 */
export function draftOf(document: unknown): SchemaDraft {
  const named = isRecord(document) ? document.$schema : undefined;
  if (typeof named === 'string') {
    const found = NAMES.find(([name]) => name.test(named));
    return found ? found[1] : '2020-12';
  }
  let draft: SchemaDraft = 'draft-07';
  for (const each of objectsOf(document)) {
    if (
      typeof each.exclusiveMinimum === 'boolean' ||
      typeof each.exclusiveMaximum === 'boolean'
    ) {
      return 'draft-04';
    }
    if (Object.keys(each).some(key => NEWER.has(key))) {
      draft = Array.isArray(each.items) ? '2019-09' : '2020-12';
    }
  }
  return draft;
}
