import { isRecord } from './dialect';
import type { Formula } from './Formulas';
import { numberIn, type SchemaScope } from './SchemaScope';
import { evaluatedProperties } from './unevaluated';

function entries(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

function names(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((name): name is string => typeof name === 'string')
    : [];
}

function properties({ schema, formulas, read }: SchemaScope): Formula[] {
  const named = entries(schema.properties);
  const patterns = entries(schema.patternProperties);
  const rest = schema.additionalProperties;
  if (!named.length && !patterns.length && rest === undefined) return [];
  const readAll = (all: [string, unknown][]) =>
    all
      .map(([key, value]): [string, Formula] => [key, read(value)])
      .sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    formulas.atom('object', {
      name: 'properties',
      named: readAll(named),
      patterns: readAll(patterns),
      rest: rest === undefined ? formulas.always : read(rest),
    }),
  ];
}

function required({ schema, formulas }: SchemaScope): Formula[] {
  return names(schema.required).map(property =>
    formulas.atom('object', { name: 'required', property }),
  );
}

function dependencies({ schema, formulas, read }: SchemaScope): Formula[] {
  const all = [
    ...entries(schema.dependencies),
    ...entries(schema.dependentRequired),
    ...entries(schema.dependentSchemas),
  ];
  return all.map(([property, needs]) => {
    const present = formulas.all([
      formulas.types(['object']),
      formulas.atom('object', { name: 'required', property }),
    ]);
    const needed = Array.isArray(needs)
      ? formulas.all(
          names(needs).map(name =>
            formulas.atom('object', { name: 'required', property: name }),
          ),
        )
      : read(needs);
    return formulas.any([formulas.not(present), needed]);
  });
}

function unevaluated(scope: SchemaScope): Formula[] {
  const { schema, formulas, read, opaque } = scope;
  if (schema.unevaluatedProperties === undefined) return [];
  if (schema.unevaluatedProperties === true) return [];
  const evaluated = evaluatedProperties(scope);
  if (!evaluated) {
    return [
      opaque(
        'unevaluatedProperties',
        'what unevaluatedProperties is left with depends on the value',
      ),
    ];
  }
  if (evaluated.all) return [];
  const free = (keys: string[]) =>
    keys.sort().map((key): [string, Formula] => [key, formulas.always]);
  return [
    formulas.atom('object', {
      name: 'properties',
      named: free(evaluated.names),
      patterns: free(evaluated.patterns),
      rest: read(schema.unevaluatedProperties),
    }),
  ];
}

/** What a schema asks of objects. */
export function objectKeywords(scope: SchemaScope): Formula[] {
  const { schema, formulas, read, draft } = scope;
  const found = [
    ...properties(scope),
    ...required(scope),
    ...dependencies(scope),
    ...unevaluated(scope),
  ];
  for (const name of ['minProperties', 'maxProperties'] as const) {
    const value = numberIn(schema, name);
    if (value !== undefined) {
      found.push(formulas.atom('object', { name, value }));
    }
  }
  if (schema.propertyNames !== undefined && draft !== 'draft-04') {
    const allowed = read(schema.propertyNames);
    found.push(
      formulas.atom('object', { name: 'propertyNames', names: allowed }),
    );
  }
  return found;
}
