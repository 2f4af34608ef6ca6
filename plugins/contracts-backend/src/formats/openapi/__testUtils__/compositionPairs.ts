import { object } from './documents';
import {
  NARROWER,
  WIDER,
  OTHER,
  SAME,
  text,
  whole,
  schemas,
  modern,
  ref,
  animals,
  type SchemaPair,
  schemaPair,
} from './schemaPair';

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
  schemaPair(
    'what is joined is written in one',
    { allOf: [object({ a: text }), object({ b: text }, { required: ['b'] })] },
    object({ a: text, b: text }, { required: ['b'] }),
    SAME,
  ),
  schemaPair(
    'one more schema is joined that asks for more',
    { allOf: [object({ a: text })] },
    { allOf: [object({ a: text }), object({ b: text }, { required: ['b'] })] },
    NARROWER,
  ),
  schemaPair(
    'a schema is not joined any more',
    { allOf: [object({ a: text }), object({ b: text })] },
    { allOf: [object({ a: text })] },
    OTHER,
  ),
  schemaPair(
    'a bound is set in what is joined',
    { allOf: [{ ...text, maxLength: 9 }] },
    { allOf: [{ ...text, maxLength: 9 }, { maxLength: 5 }] },
    NARROWER,
  ),
  schemaPair(
    'a reference was written out',
    ref('Cat'),
    (animals.components as { schemas: { Cat: object } }).schemas.Cat,
    SAME,
    animals,
  ),
  schemaPair(
    'a reference has another name',
    ref('Cat'),
    ref('Tiger'),
    SAME,
    animals,
    schemas({
      Tiger: (animals.components as { schemas: { Cat: object } }).schemas.Cat,
    }),
  ),
  schemaPair(
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
  schemaPair(
    'a schema that holds itself changed',
    ref('Node'),
    ref('Node'),
    OTHER,
    node(text),
    node(whole),
  ),
  schemaPair(
    'a schema that holds itself has another name',
    ref('A'),
    ref('B'),
    SAME,
    chain('A', text),
    chain('B', text),
  ),
  schemaPair(
    'a bound deep in a schema that holds itself',
    ref('A'),
    ref('B'),
    NARROWER,
    chain('A', text),
    chain('B', { ...text, maxLength: 3 }),
  ),
  schemaPair(
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
  schemaPair(
    'a word for an alternative is gone',
    { oneOf: [ref('Cat'), ref('Dog')], ...kind({ cat: 'Cat', dog: 'Dog' }) },
    { oneOf: [ref('Cat'), ref('Dog')], ...kind({ cat: 'Cat' }) },
    ['risky', 'safe'],
    animals,
  ),
  schemaPair(
    'a reference leads out of the document now',
    ref('Cat'),
    { $ref: 'https://example.org/cat.json' },
    ['unknown', 'unknown'],
    animals,
  ),
  schemaPair(
    'the same reference leads out of the document',
    { $ref: 'https://example.org/cat.json' },
    { $ref: 'https://example.org/cat.json' },
    SAME,
  ),
  schemaPair(
    'an exception is made',
    text,
    { ...text, not: { enum: ['no'] } },
    NARROWER,
  ),
  schemaPair(
    'an exception is not made any more',
    { ...text, not: { enum: ['no'] } },
    text,
    WIDER,
  ),
  schemaPair(
    'a condition asks for more',
    object({ a: text, b: text }),
    object(
      { a: text, b: text },
      { if: { required: ['a'] }, then: { required: ['b'] } },
    ),
    NARROWER,
    modern,
  ),
  schemaPair(
    'items by place are other ones',
    { type: 'array', prefixItems: [text] },
    { type: 'array', prefixItems: [whole] },
    OTHER,
    modern,
  ),
  schemaPair(
    'names by pattern are other ones',
    { type: 'object', patternProperties: { '^x-': text } },
    { type: 'object', patternProperties: { '^x-': whole } },
    OTHER,
    modern,
  ),
  schemaPair(
    'one property needs another one',
    object({ a: text, b: text }),
    object({ a: text, b: text }, { dependentRequired: { a: ['b'] } }),
    NARROWER,
    modern,
  ),
  schemaPair(
    'all of a kind became any of them',
    { oneOf: [text, whole] },
    { anyOf: [text, whole] },
    SAME,
  ),
  schemaPair(
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
  schemaPair(
    'words for alternatives changed places',
    {
      oneOf: [ref('Cat'), ref('Dog')],
      ...kind({ cat: ref('Cat').$ref, dog: ref('Dog').$ref }),
    },
    {
      oneOf: [ref('Cat'), ref('Dog')],
      ...kind({ cat: ref('Dog').$ref, dog: ref('Cat').$ref }),
    },
    ['risky', 'risky'],
    animals,
  ),
];
