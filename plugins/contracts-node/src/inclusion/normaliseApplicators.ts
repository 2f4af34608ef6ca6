import type { Formula } from './Formulas';
import type { SchemaScope } from './SchemaScope';

function list({ schema, read }: SchemaScope, keyword: string) {
  const value = schema[keyword];
  return Array.isArray(value) ? value.map(read) : undefined;
}

/** Exactly one of some formulas. */
function exactlyOne(
  { formulas }: SchemaScope,
  alternatives: Formula[],
): Formula {
  return formulas.any(
    alternatives.map((each, index) =>
      formulas.all([
        each,
        ...alternatives
          .filter((_other, place) => place !== index)
          .map(other => formulas.not(other)),
      ]),
    ),
  );
}

function conditional({ schema, formulas, read, draft }: SchemaScope) {
  if (schema.if === undefined || draft === 'draft-04') return [];
  const test = read(schema.if);
  const found: Formula[] = [];
  if (schema.then !== undefined) {
    found.push(formulas.any([formulas.not(test), read(schema.then)]));
  }
  if (schema.else !== undefined) {
    found.push(formulas.any([test, read(schema.else)]));
  }
  return found;
}

/** What a schema joins from others. */
export function applicators(scope: SchemaScope): Formula[] {
  const { schema, formulas, read } = scope;
  const all = list(scope, 'allOf');
  const any = list(scope, 'anyOf');
  const one = list(scope, 'oneOf');
  return [
    ...(all ?? []),
    ...(any ? [formulas.any(any)] : []),
    ...(one ? [exactlyOne(scope, one)] : []),
    ...(schema.not === undefined ? [] : [formulas.not(read(schema.not))]),
    ...conditional(scope),
  ];
}
