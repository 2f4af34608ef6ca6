import { object } from './documents';
import {
  NARROWER,
  WIDER,
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

export const alternativePairs: SchemaPair[] = [
  schemaPair(
    'an alternative is new',
    { oneOf: [ref('Cat')] },
    { oneOf: [ref('Cat'), ref('Dog')] },
    WIDER,
    animals,
  ),
  schemaPair(
    'an alternative is gone',
    { oneOf: [ref('Cat'), ref('Dog')] },
    { oneOf: [ref('Cat')] },
    NARROWER,
    animals,
  ),
  schemaPair(
    'alternatives have another order',
    { oneOf: [ref('Cat'), ref('Dog')] },
    { oneOf: [ref('Dog'), ref('Cat')] },
    SAME,
    animals,
  ),
  schemaPair(
    'anyOf got an alternative',
    { anyOf: [text, whole] },
    { anyOf: [text, whole, { type: 'boolean' }] },
    WIDER,
  ),
  schemaPair(
    'anyOf lost one that another one covers',
    { anyOf: [text, { ...text, maxLength: 5 }] },
    { anyOf: [text] },
    SAME,
  ),
  schemaPair(
    'a schema became one of two',
    ref('Cat'),
    { oneOf: [ref('Cat'), ref('Dog')] },
    WIDER,
    animals,
  ),
  schemaPair(
    'one of two became the only one',
    { oneOf: [ref('Cat'), ref('Dog')] },
    ref('Cat'),
    NARROWER,
    animals,
  ),
  schemaPair(
    'the only alternative became the schema',
    { oneOf: [ref('Cat')] },
    ref('Cat'),
    SAME,
    animals,
  ),
  schemaPair(
    'a text became a text or a number',
    text,
    { oneOf: [text, whole] },
    WIDER,
  ),
  schemaPair(
    'two types are written as alternatives',
    { type: ['string', 'integer'] },
    { anyOf: [text, whole] },
    SAME,
    modern,
  ),
  schemaPair(
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
];
