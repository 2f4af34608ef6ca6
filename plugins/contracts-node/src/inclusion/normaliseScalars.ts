import { FREE_FORMATS, NUMBER_FORMATS } from './formats';
import type { Formula } from './Formulas';
import { numberIn, type SchemaScope } from './SchemaScope';

function bounds({ schema, formulas }: SchemaScope): Formula[] {
  const found: Formula[] = [];
  const sides = [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const;
  for (const [name, exclusiveName] of sides) {
    const value = numberIn(schema, name);
    const strict = numberIn(schema, exclusiveName);
    if (value !== undefined) {
      // Draft 4 has a boolean here.
      const exclusive = schema[exclusiveName] === true;
      found.push(formulas.atom('number', { name, value, exclusive }));
    }
    if (strict !== undefined) {
      found.push(
        formulas.atom('number', { name, value: strict, exclusive: true }),
      );
    }
  }
  return found;
}

function numberFormat({ schema, formulas }: SchemaScope): Formula[] {
  const format = String(schema.format);
  if (!Object.hasOwn(NUMBER_FORMATS, format)) return [];
  const { whole, least, most } = NUMBER_FORMATS[format];
  const found: Formula[] = [];
  if (whole) {
    found.push(formulas.atom('number', { name: 'multipleOf', value: 1 }));
  }
  if (least !== undefined && most !== undefined) {
    found.push(
      formulas.atom('number', {
        name: 'minimum',
        value: least,
        exclusive: false,
      }),
      formulas.atom('number', {
        name: 'maximum',
        value: most,
        exclusive: false,
      }),
    );
  }
  return found;
}

/** What a schema asks of numbers. */
export function numberKeywords(scope: SchemaScope): Formula[] {
  const { schema, formulas } = scope;
  const found = [...bounds(scope), ...numberFormat(scope)];
  const value = numberIn(schema, 'multipleOf');
  if (value !== undefined && value > 0) {
    found.push(formulas.atom('number', { name: 'multipleOf', value }));
  }
  return found;
}

/** What a schema asks of texts. */
export function stringKeywords({ schema, formulas }: SchemaScope): Formula[] {
  const found: Formula[] = [];
  for (const name of ['minLength', 'maxLength'] as const) {
    const value = numberIn(schema, name);
    if (value !== undefined) {
      found.push(formulas.atom('string', { name, value }));
    }
  }
  const { pattern, format } = schema;
  if (typeof pattern === 'string') {
    found.push(formulas.atom('string', { name: 'pattern', pattern }));
  }
  if (
    typeof format === 'string' &&
    !FREE_FORMATS.has(format) &&
    !Object.hasOwn(NUMBER_FORMATS, format)
  ) {
    found.push(formulas.atom('string', { name: 'format', format }));
  }
  return found;
}
