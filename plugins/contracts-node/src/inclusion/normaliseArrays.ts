import type { Formula } from './Formulas';
import { itemsOf, numberIn, type SchemaScope } from './SchemaScope';
import { evaluatedItems } from './unevaluated';

function items(scope: SchemaScope): Formula[] {
  const { formulas, read } = scope;
  const { prefix, rest } = itemsOf(scope);
  if (!prefix.length && rest === undefined) return [];
  return [
    formulas.atom('array', {
      name: 'items',
      prefix: prefix.map(read),
      rest: rest === undefined ? formulas.always : read(rest),
    }),
  ];
}

function containing(scope: SchemaScope): Formula[] {
  const { schema, formulas, read, draft } = scope;
  if (schema.contains === undefined || draft === 'draft-04') return [];
  const counted = draft !== 'draft-07';
  const least = counted ? (numberIn(schema, 'minContains') ?? 1) : 1;
  const most = counted ? numberIn(schema, 'maxContains') : undefined;
  const item = read(schema.contains);
  const found: Formula[] = [];
  if (least > 0) {
    found.push(
      formulas.atom('array', { name: 'containsAtLeast', item, count: least }),
    );
  }
  if (most !== undefined) {
    const more = formulas.atom('array', {
      name: 'containsAtLeast',
      item,
      count: most + 1,
    });
    // The opposite of a question to arrays is false for all that is no array.
    found.push(
      formulas.any([
        formulas.not(formulas.types(['array'])),
        formulas.not(more),
      ]),
    );
  }
  return found;
}

function unevaluated(scope: SchemaScope): Formula[] {
  const { schema, formulas, read, opaque } = scope;
  if (schema.unevaluatedItems === undefined) return [];
  if (schema.unevaluatedItems === true) return [];
  const evaluated = evaluatedItems(scope);
  if (evaluated === undefined) {
    return [
      opaque('unevaluatedItems', 'what unevaluatedItems is left with depends'),
    ];
  }
  if (evaluated === Infinity) return [];
  return [
    formulas.atom('array', {
      name: 'items',
      prefix: Array.from({ length: evaluated }, () => formulas.always),
      rest: read(schema.unevaluatedItems),
    }),
  ];
}

/** What a schema asks of arrays. */
export function arrayKeywords(scope: SchemaScope): Formula[] {
  const { schema, formulas } = scope;
  const found = [...items(scope), ...containing(scope), ...unevaluated(scope)];
  for (const name of ['minItems', 'maxItems'] as const) {
    const value = numberIn(schema, name);
    if (value !== undefined) {
      found.push(formulas.atom('array', { name, value }));
    }
  }
  if (schema.uniqueItems === true) {
    found.push(formulas.atom('array', { name: 'uniqueItems' }));
  }
  return found;
}
