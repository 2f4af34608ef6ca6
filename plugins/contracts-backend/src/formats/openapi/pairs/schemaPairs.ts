import type { ContractVerdict } from '@slipway/backstage-plugin-contracts-common';
import { type DocumentParts, object } from './documents';

/** Two schemas, and what the change means for who sends and who receives. */
export interface SchemaPair {
  title: string;
  before: unknown;
  after: unknown;
  send: ContractVerdict;
  receive: ContractVerdict;
  /** What both documents have beside the schema, or each of them. */
  more?: DocumentParts;
  moreAfter?: DocumentParts;
}

function pair(
  title: string,
  before: unknown,
  after: unknown,
  [send, receive]: [ContractVerdict, ContractVerdict],
  more?: DocumentParts,
  moreAfter: DocumentParts | undefined = more,
): SchemaPair {
  return { title, before, after, send, receive, more, moreAfter };
}

type Verdicts = [ContractVerdict, ContractVerdict];
const NARROWER: Verdicts = ['breaking', 'safe'];
const WIDER: Verdicts = ['safe', 'breaking'];
const OTHER: Verdicts = ['breaking', 'breaking'];
const SAME: Verdicts = ['safe', 'safe'];
const SOFTLY_WIDER: Verdicts = ['safe', 'risky'];

const text = { type: 'string' };
const whole = { type: 'integer' };
const schemas = (all: object): DocumentParts => ({
  components: { schemas: all },
});
const modern = { edition: '3.1.0' };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

export const propertyPairs: SchemaPair[] = [
  pair(
    'a required property is new',
    object({ a: text }),
    object({ a: text, b: text }, { required: ['b'] }),
    NARROWER,
  ),
  pair(
    'an optional property is new',
    object({ a: text }),
    object({ a: text, b: whole }),
    SAME,
  ),
  pair(
    'an optional property is gone',
    object({ a: text, b: text }),
    object({ a: text }),
    OTHER,
  ),
  pair(
    'a required property is gone',
    object({ a: text, b: text }, { required: ['b'] }),
    object({ a: text }),
    OTHER,
  ),
  pair(
    'a property became required',
    object({ a: text }),
    object({ a: text }, { required: ['a'] }),
    NARROWER,
  ),
  pair(
    'a property became optional',
    object({ a: text }, { required: ['a'] }),
    object({ a: text }),
    WIDER,
  ),
  pair(
    'a property became required that has a default',
    object({ a: { ...text, default: 'x' } }),
    object({ a: { ...text, default: 'x' } }, { required: ['a'] }),
    NARROWER,
  ),
  pair(
    'a property was renamed',
    object({ a: text }),
    object({ b: text }),
    OTHER,
  ),
  pair(
    'a property in an inner object is gone',
    object({ a: object({ b: text }) }),
    object({ a: object({}) }),
    OTHER,
  ),
  pair(
    'a property of items became required',
    { type: 'array', items: object({ a: text }) },
    { type: 'array', items: object({ a: text }, { required: ['a'] }) },
    NARROWER,
  ),
  pair(
    'an object was closed',
    object({ a: text }),
    object({ a: text }, { additionalProperties: false }),
    NARROWER,
  ),
  pair(
    'an object was opened',
    object({ a: text }, { additionalProperties: false }),
    object({ a: text }),
    SOFTLY_WIDER,
  ),
  pair(
    'a closed object got a property',
    object({ a: text }, { additionalProperties: false }),
    object({ a: text, b: text }, { additionalProperties: false }),
    SOFTLY_WIDER,
  ),
  pair(
    'a closed object lost a property',
    object({ a: text, b: text }, { additionalProperties: false }),
    object({ a: text }, { additionalProperties: false }),
    OTHER,
  ),
  pair(
    'values of a map are other ones',
    { type: 'object', additionalProperties: text },
    { type: 'object', additionalProperties: whole },
    OTHER,
  ),
  pair(
    'a map of texts became free',
    { type: 'object', additionalProperties: text },
    { type: 'object', additionalProperties: true },
    WIDER,
  ),
  pair(
    'true and nothing said are the same',
    { type: 'object', additionalProperties: true },
    { type: 'object' },
    SAME,
  ),
  pair(
    'an empty schema and nothing said are the same',
    { type: 'object', additionalProperties: {} },
    { type: 'object' },
    SAME,
  ),
  pair(
    'a required property became read-only',
    object({ a: text }, { required: ['a'] }),
    object({ a: { ...text, readOnly: true } }, { required: ['a'] }),
    ['risky', 'safe'],
  ),
  pair(
    'a read-only property that is required may be sent now',
    object({ a: { ...text, readOnly: true } }, { required: ['a'] }),
    object({ a: text }, { required: ['a'] }),
    NARROWER,
  ),
  pair(
    'a read-only property became required',
    object({ a: { ...text, readOnly: true } }),
    object({ a: { ...text, readOnly: true } }, { required: ['a'] }),
    SAME,
  ),
  pair(
    'a read-only property is gone',
    object({ a: text, b: { ...text, readOnly: true } }),
    object({ a: text }),
    ['safe', 'breaking'],
  ),
  pair(
    'a write-only property is gone',
    object({ a: text, b: { ...text, writeOnly: true } }),
    object({ a: text }),
    ['breaking', 'safe'],
  ),
  pair(
    'a write-only property that is required is new',
    object({ a: text }),
    object({ a: text, b: { ...text, writeOnly: true } }, { required: ['b'] }),
    NARROWER,
  ),
  pair(
    'a property became write-only',
    object({ a: text }),
    object({ a: { ...text, writeOnly: true } }),
    ['safe', 'risky'],
  ),
  pair(
    'the type of a write-only property changed',
    object({ a: { ...text, writeOnly: true } }),
    object({ a: { ...whole, writeOnly: true } }),
    ['breaking', 'safe'],
  ),
  pair(
    'a deprecated property is gone after its day',
    object({
      a: text,
      b: { ...text, deprecated: true, 'x-sunset': '2020-01-01' },
    }),
    object({ a: text }),
    ['risky', 'risky'],
  ),
  pair(
    'a deprecated property is gone before its day',
    object({
      a: text,
      b: { ...text, deprecated: true, 'x-sunset': '2999-01-01' },
    }),
    object({ a: text }),
    OTHER,
  ),
  pair(
    'a property is deprecated',
    object({ a: text }),
    object({ a: { ...text, deprecated: true } }),
    SAME,
  ),
  pair(
    'more properties are needed',
    { type: 'object', minProperties: 1 },
    { type: 'object', minProperties: 2 },
    NARROWER,
  ),
  pair(
    'fewer properties are allowed',
    { type: 'object' },
    { type: 'object', maxProperties: 3 },
    NARROWER,
  ),
  pair(
    'the type object is written down',
    { properties: { a: text } },
    object({ a: text }),
    SAME,
  ),
];

export const valuePairs: SchemaPair[] = [
  pair(
    'a text became a number',
    object({ a: text }),
    object({ a: { type: 'number' } }),
    OTHER,
  ),
  pair('an integer became a number', whole, { type: 'number' }, WIDER),
  pair('a number became an integer', { type: 'number' }, whole, NARROWER),
  pair(
    'an array became an object',
    { type: 'array', items: text },
    { type: 'object' },
    OTHER,
  ),
  pair(
    'an object became an array of it',
    object({ a: text }),
    { type: 'array', items: object({ a: text }) },
    OTHER,
  ),
  pair(
    'items have another type',
    { type: 'array', items: text },
    { type: 'array', items: whole },
    OTHER,
  ),
  pair(
    'items are not described any more',
    { type: 'array', items: text },
    { type: 'array', items: {} },
    WIDER,
  ),
  pair('a type is asked for', {}, text, NARROWER),
  pair('a type is not asked for any more', text, {}, WIDER),
  pair(
    'a value of a list is gone',
    { ...text, enum: ['now', 'later'] },
    { ...text, enum: ['now'] },
    NARROWER,
  ),
  pair(
    'a value of a list is new',
    { ...text, enum: ['now'] },
    { ...text, enum: ['now', 'later'] },
    SOFTLY_WIDER,
  ),
  pair(
    'a value of a list was renamed',
    { ...text, enum: ['now', 'later'] },
    { ...text, enum: ['NOW', 'later'] },
    ['breaking', 'risky'],
  ),
  pair(
    'all values of a list were renamed',
    { ...text, enum: ['now'] },
    { ...text, enum: ['NOW'] },
    OTHER,
  ),
  pair('a list of values began', text, { ...text, enum: ['now'] }, NARROWER),
  pair(
    'a list of values ended',
    { ...text, enum: ['now'] },
    text,
    SOFTLY_WIDER,
  ),
  pair(
    'a list has another order',
    { ...text, enum: ['a', 'b'] },
    { ...text, enum: ['b', 'a'] },
    SAME,
  ),
  pair(
    'a value of the list of items is gone',
    { type: 'array', items: { ...text, enum: ['a', 'b'] } },
    { type: 'array', items: { ...text, enum: ['a'] } },
    NARROWER,
  ),
  pair(
    'a list of numbers lost one',
    { ...whole, enum: [1, 2] },
    { ...whole, enum: [1] },
    NARROWER,
  ),
  pair('a constant changed', { const: 'a' }, { const: 'b' }, OTHER, modern),
  pair(
    'a constant became a list',
    { const: 'a' },
    { enum: ['a', 'b'] },
    WIDER,
    modern,
  ),
  pair('null is accepted now', text, { ...text, nullable: true }, WIDER),
  pair('null is refused now', { ...text, nullable: true }, text, NARROWER),
  pair(
    'null is accepted now, as a type',
    text,
    { type: ['string', 'null'] },
    WIDER,
    modern,
  ),
  pair(
    'null is refused now, as a type',
    { type: ['string', 'null'] },
    text,
    NARROWER,
    modern,
  ),
  pair(
    'null is an alternative now',
    { allOf: [ref('A')] },
    { anyOf: [ref('A'), { type: 'null' }] },
    WIDER,
    { ...modern, ...schemas({ A: object({ a: text }) }) },
  ),
  pair(
    'one more type of 3.1',
    text,
    { type: ['string', 'integer'] },
    WIDER,
    modern,
  ),
  pair(
    'one type less of 3.1',
    { type: ['string', 'integer'] },
    text,
    NARROWER,
    modern,
  ),
  pair('a largest length is set', text, { ...text, maxLength: 5 }, NARROWER),
  pair('a largest length is gone', { ...text, maxLength: 5 }, text, WIDER),
  pair(
    'a largest length is smaller',
    { ...text, maxLength: 6 },
    { ...text, maxLength: 5 },
    NARROWER,
  ),
  pair(
    'a largest length is larger',
    { ...text, maxLength: 5 },
    { ...text, maxLength: 6 },
    WIDER,
  ),
  pair(
    'a smallest length is larger',
    { ...text, minLength: 1 },
    { ...text, minLength: 2 },
    NARROWER,
  ),
  pair(
    'a smallest length is smaller',
    { ...text, minLength: 2 },
    { ...text, minLength: 1 },
    WIDER,
  ),
  pair(
    'a smallest length of nothing is set',
    text,
    { ...text, minLength: 0 },
    SAME,
  ),
  pair(
    'a maximum is smaller',
    { ...whole, maximum: 10 },
    { ...whole, maximum: 9 },
    NARROWER,
  ),
  pair(
    'a maximum is larger',
    { ...whole, maximum: 9 },
    { ...whole, maximum: 10 },
    WIDER,
  ),
  pair('a minimum is set', whole, { ...whole, minimum: 1 }, NARROWER),
  pair('a minimum is gone', { ...whole, minimum: 1 }, whole, WIDER),
  pair(
    'a bound is exclusive now',
    { ...whole, minimum: 1 },
    { ...whole, minimum: 1, exclusiveMinimum: true },
    NARROWER,
  ),
  pair(
    'a bound is inclusive now',
    { ...whole, maximum: 9, exclusiveMaximum: true },
    { ...whole, maximum: 9 },
    WIDER,
  ),
  pair(
    'an exclusive bound of integers is written in another way',
    { ...whole, minimum: 0, exclusiveMinimum: true },
    { ...whole, minimum: 1 },
    SAME,
  ),
  pair(
    'more items are needed',
    { type: 'array', items: text, minItems: 1 },
    { type: 'array', items: text, minItems: 2 },
    NARROWER,
  ),
  pair(
    'fewer items are allowed',
    { type: 'array', items: text },
    { type: 'array', items: text, maxItems: 5 },
    NARROWER,
  ),
  pair(
    'more items may come',
    { type: 'array', items: text, maxItems: 5 },
    { type: 'array', items: text, maxItems: 6 },
    WIDER,
  ),
  pair(
    'items must differ now',
    { type: 'array', items: text },
    { type: 'array', items: text, uniqueItems: true },
    NARROWER,
  ),
  pair(
    'items may be equal now',
    { type: 'array', items: text, uniqueItems: true },
    { type: 'array', items: text },
    WIDER,
  ),
  pair('multiples are asked for', whole, { ...whole, multipleOf: 5 }, NARROWER),
  pair(
    'larger multiples are asked for',
    { ...whole, multipleOf: 5 },
    { ...whole, multipleOf: 10 },
    NARROWER,
  ),
  pair(
    'smaller multiples are asked for',
    { ...whole, multipleOf: 10 },
    { ...whole, multipleOf: 5 },
    WIDER,
  ),
  pair(
    'other multiples are asked for',
    { ...whole, multipleOf: 2 },
    { ...whole, multipleOf: 3 },
    OTHER,
  ),
  pair(
    'a pattern is asked for',
    text,
    { ...text, pattern: '^[a-z]+$' },
    NARROWER,
  ),
  pair(
    'a pattern is not asked for any more',
    { ...text, pattern: '^[a-z]+$' },
    text,
    WIDER,
  ),
  pair(
    'a pattern accepts more',
    { ...text, pattern: '^[a-z]+$' },
    { ...text, pattern: '^[a-z0-9]+$' },
    WIDER,
  ),
  pair(
    'a pattern is another one',
    { ...text, pattern: '^a+$' },
    { ...text, pattern: '^b+$' },
    OTHER,
  ),
  pair(
    'a pattern is written in another way',
    { ...text, pattern: '^[0-9]{2}$' },
    { ...text, pattern: '^\\d\\d$' },
    SAME,
  ),
  pair(
    'a pattern that cannot be decided changed',
    { ...text, pattern: '^(?=a)\\w+$' },
    { ...text, pattern: '^(?=b)\\w+$' },
    ['unknown', 'unknown'],
  ),
  pair('a format is asked for', text, { ...text, format: 'uuid' }, NARROWER),
  pair(
    'a format is not asked for any more',
    { ...text, format: 'uuid' },
    text,
    WIDER,
  ),
  pair(
    'a date became a time',
    { ...text, format: 'date' },
    { ...text, format: 'date-time' },
    OTHER,
  ),
  pair(
    '32 bits became 64',
    { ...whole, format: 'int32' },
    { ...whole, format: 'int64' },
    WIDER,
  ),
  pair(
    '64 bits became 32',
    { ...whole, format: 'int64' },
    { ...whole, format: 'int32' },
    NARROWER,
  ),
  pair(
    'a float became a double',
    { type: 'number', format: 'float' },
    { type: 'number', format: 'double' },
    WIDER,
  ),
  pair(
    'a format that nobody knows changed',
    { ...text, format: 'iban' },
    { ...text, format: 'bic' },
    OTHER,
  ),
  pair('a hint for forms is set', text, { ...text, format: 'password' }, SAME),
  pair(
    'a default changed',
    object({ a: { ...text, default: 'x' } }),
    object({ a: { ...text, default: 'y' } }),
    ['risky', 'safe'],
  ),
  pair(
    'a default is new',
    object({ a: text }),
    object({ a: { ...text, default: 'y' } }),
    ['risky', 'safe'],
  ),
  pair(
    'words changed',
    { ...text, description: 'a' },
    { ...text, description: 'b' },
    SAME,
  ),
  pair(
    'an example changed',
    { ...text, example: 'a' },
    { ...text, example: 'b' },
    SAME,
  ),
  pair(
    'an open list of values lost one',
    { ...text, 'x-extensible-enum': ['a', 'b'] },
    { ...text, 'x-extensible-enum': ['a'] },
    NARROWER,
  ),
  pair(
    'an open list of values got one',
    { ...text, 'x-extensible-enum': ['a'] },
    { ...text, 'x-extensible-enum': ['a', 'b'] },
    SAME,
  ),
  pair(
    'the name in XML changed',
    object({ a: { ...text, xml: { name: 'A' } } }),
    object({ a: { ...text, xml: { name: 'B' } } }),
    ['risky', 'risky'],
  ),
];

const animals = schemas({
  Cat: object({ kind: text, lives: whole }, { required: ['kind', 'lives'] }),
  Dog: object(
    { kind: text, tricks: { type: 'array', items: text } },
    { required: ['kind', 'tricks'] },
  ),
});
const kind = (mapping: object) => ({
  discriminator: { propertyName: 'kind', mapping },
});
const node = (value: unknown) =>
  schemas({ Node: object({ value, next: ref('Node') }) });
const chain = (name: string, value: unknown) =>
  schemas({
    [name]: object({ value, list: { type: 'array', items: ref(name) } }),
  });

export const compositionPairs: SchemaPair[] = [
  pair(
    'an alternative is new',
    { oneOf: [ref('Cat')] },
    { oneOf: [ref('Cat'), ref('Dog')] },
    WIDER,
    animals,
  ),
  pair(
    'an alternative is gone',
    { oneOf: [ref('Cat'), ref('Dog')] },
    { oneOf: [ref('Cat')] },
    NARROWER,
    animals,
  ),
  pair(
    'alternatives have another order',
    { oneOf: [ref('Cat'), ref('Dog')] },
    { oneOf: [ref('Dog'), ref('Cat')] },
    SAME,
    animals,
  ),
  pair(
    'anyOf got an alternative',
    { anyOf: [text, whole] },
    { anyOf: [text, whole, { type: 'boolean' }] },
    WIDER,
  ),
  pair(
    'anyOf lost one that another one covers',
    { anyOf: [text, { ...text, maxLength: 5 }] },
    { anyOf: [text] },
    SAME,
  ),
  pair(
    'a schema became one of two',
    ref('Cat'),
    { oneOf: [ref('Cat'), ref('Dog')] },
    WIDER,
    animals,
  ),
  pair(
    'one of two became the only one',
    { oneOf: [ref('Cat'), ref('Dog')] },
    ref('Cat'),
    NARROWER,
    animals,
  ),
  pair(
    'the only alternative became the schema',
    { oneOf: [ref('Cat')] },
    ref('Cat'),
    SAME,
    animals,
  ),
  pair(
    'a text became a text or a number',
    text,
    { oneOf: [text, whole] },
    WIDER,
  ),
  pair(
    'two types are written as alternatives',
    { type: ['string', 'integer'] },
    { anyOf: [text, whole] },
    SAME,
    modern,
  ),
  pair(
    'an alternative changed inside',
    { oneOf: [ref('Cat'), ref('Dog')] },
    { oneOf: [ref('Cat'), ref('Dog')] },
    NARROWER,
    animals,
    schemas({
      ...(animals.components as { schemas: object }).schemas,
      Cat: object(
        { kind: text, lives: { ...whole, maximum: 9 } },
        { required: ['kind', 'lives'] },
      ),
    }),
  ),
  pair(
    'what is joined is written in one',
    { allOf: [object({ a: text }), object({ b: text }, { required: ['b'] })] },
    object({ a: text, b: text }, { required: ['b'] }),
    SAME,
  ),
  pair(
    'one more schema is joined that asks for more',
    { allOf: [object({ a: text })] },
    { allOf: [object({ a: text }), object({ b: text }, { required: ['b'] })] },
    NARROWER,
  ),
  pair(
    'a schema is not joined any more',
    { allOf: [object({ a: text }), object({ b: text })] },
    { allOf: [object({ a: text })] },
    OTHER,
  ),
  pair(
    'a bound is set in what is joined',
    { allOf: [{ ...text, maxLength: 9 }] },
    { allOf: [{ ...text, maxLength: 9 }, { maxLength: 5 }] },
    NARROWER,
  ),
  pair(
    'a reference was written out',
    ref('Cat'),
    (animals.components as { schemas: { Cat: object } }).schemas.Cat,
    SAME,
    animals,
  ),
  pair(
    'a reference has another name',
    ref('Cat'),
    ref('Tiger'),
    SAME,
    animals,
    schemas({
      Tiger: (animals.components as { schemas: { Cat: object } }).schemas.Cat,
    }),
  ),
  pair(
    'a reference leads to a reference',
    ref('Cat'),
    ref('Tiger'),
    SAME,
    animals,
    schemas({
      Tiger: ref('Cat'),
      ...(animals.components as { schemas: object }).schemas,
    }),
  ),
  pair(
    'a schema that holds itself changed',
    ref('Node'),
    ref('Node'),
    OTHER,
    node(text),
    node(whole),
  ),
  pair(
    'a schema that holds itself has another name',
    ref('A'),
    ref('B'),
    SAME,
    chain('A', text),
    chain('B', text),
  ),
  pair(
    'a bound deep in a schema that holds itself',
    ref('A'),
    ref('B'),
    NARROWER,
    chain('A', text),
    chain('B', { ...text, maxLength: 3 }),
  ),
  pair(
    'the name of the alternative stands elsewhere',
    {
      oneOf: [ref('Cat'), ref('Dog')],
      discriminator: { propertyName: 'kind' },
    },
    {
      oneOf: [ref('Cat'), ref('Dog')],
      discriminator: { propertyName: 'type' },
    },
    ['risky', 'risky'],
    animals,
  ),
  pair(
    'a word for an alternative is gone',
    { oneOf: [ref('Cat'), ref('Dog')], ...kind({ cat: 'Cat', dog: 'Dog' }) },
    { oneOf: [ref('Cat'), ref('Dog')], ...kind({ cat: 'Cat' }) },
    ['risky', 'safe'],
    animals,
  ),
  pair(
    'a reference leads out of the document now',
    ref('Cat'),
    { $ref: 'https://example.org/cat.json' },
    ['unknown', 'unknown'],
    animals,
  ),
  pair(
    'the same reference leads out of the document',
    { $ref: 'https://example.org/cat.json' },
    { $ref: 'https://example.org/cat.json' },
    SAME,
  ),
  pair(
    'an exception is made',
    text,
    { ...text, not: { enum: ['no'] } },
    NARROWER,
  ),
  pair(
    'an exception is not made any more',
    { ...text, not: { enum: ['no'] } },
    text,
    WIDER,
  ),
  pair(
    'a condition asks for more',
    object({ a: text, b: text }),
    object(
      { a: text, b: text },
      { if: { required: ['a'] }, then: { required: ['b'] } },
    ),
    NARROWER,
    modern,
  ),
  pair(
    'items by place are other ones',
    { type: 'array', prefixItems: [text] },
    { type: 'array', prefixItems: [whole] },
    OTHER,
    modern,
  ),
  pair(
    'names by pattern are other ones',
    { type: 'object', patternProperties: { '^x-': text } },
    { type: 'object', patternProperties: { '^x-': whole } },
    OTHER,
    modern,
  ),
  pair(
    'one property needs another one',
    object({ a: text, b: text }),
    object({ a: text, b: text }, { dependentRequired: { a: ['b'] } }),
    NARROWER,
    modern,
  ),
  pair(
    'all of a kind became any of them',
    { oneOf: [text, whole] },
    { anyOf: [text, whole] },
    SAME,
  ),
  pair(
    'what is common moved into the alternatives',
    object(
      { kind: text },
      {
        required: ['kind'],
        oneOf: [
          object({ a: text }, { required: ['a'] }),
          object({ b: text }, { required: ['b'] }),
        ],
      },
    ),
    {
      oneOf: [
        object({ kind: text, a: text }, { required: ['kind', 'a'] }),
        object({ kind: text, b: text }, { required: ['kind', 'b'] }),
      ],
    },
    SAME,
  ),
];

/** The same meaning in two editions. */
export const editionPairs: SchemaPair[] = [
  pair(
    'null in 3.0 and 3.1',
    { ...text, nullable: true },
    { type: ['string', 'null'] },
    SAME,
    {},
    modern,
  ),
  pair(
    'null of a reference in 3.0 and 3.1',
    { allOf: [ref('Cat')], nullable: true },
    { oneOf: [ref('Cat'), { type: 'null' }] },
    SAME,
    animals,
    { ...animals, ...modern },
  ),
  pair(
    'an exclusive bound in 3.0 and 3.1',
    { ...whole, minimum: 1, exclusiveMinimum: true },
    { ...whole, exclusiveMinimum: 1 },
    SAME,
    {},
    modern,
  ),
  pair(
    'an example in 3.0 and 3.1',
    { ...text, example: 'a' },
    { ...text, examples: ['a'] },
    SAME,
    {},
    modern,
  ),
  pair(
    'bytes in 3.0 and 3.1',
    { ...text, format: 'byte' },
    { ...text, contentEncoding: 'base64' },
    SAME,
    {},
    modern,
  ),
  pair(
    'a single value in 3.0 and 3.1',
    { ...text, enum: ['a'] },
    { ...text, const: 'a' },
    SAME,
    {},
    modern,
  ),
  pair(
    'null that is refused since 3.1',
    { ...text, nullable: true },
    text,
    NARROWER,
    {},
    modern,
  ),
  pair(
    'null by the word of 3.0 in 3.1',
    text,
    { ...text, nullable: true },
    WIDER,
    modern,
  ),
];

export const schemaPairs: readonly SchemaPair[] = [
  ...propertyPairs,
  ...valuePairs,
  ...compositionPairs,
  ...editionPairs,
];
