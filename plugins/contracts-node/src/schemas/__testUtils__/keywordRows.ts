import type { ContractVerdict } from '@slipway/backstage-plugin-contracts-common';
import type { SchemaChangeKind } from '../schemaChangeKinds';
import type { SchemaDialect } from '../Shape';
import { object, text, whole } from './schemas';

/** Two schemas, and what the change means. */
export interface KeywordRow {
  title: string;
  before: unknown;
  after: unknown;
  /** For who sends, and for who receives. */
  verdicts: [ContractVerdict, ContractVerdict];
  kinds: SchemaChangeKind[];
  field?: string;
  dialect?: SchemaDialect;
}

const inField = (schema: unknown) => object({ order: object({ a: schema }) });

/** One keyword of a field deep inside that changed. */
function inside(
  title: string,
  before: unknown,
  after: unknown,
  verdicts: KeywordRow['verdicts'],
  ...kinds: SchemaChangeKind[]
): KeywordRow {
  return {
    ...{ title, verdicts, kinds, field: 'order.a' },
    before: inField(before),
    after: inField(after),
  };
}

export const keywordRows: KeywordRow[] = [
  inside('another type', text, whole, ['breaking', 'breaking'], 'type-changed'),
  inside(
    'one type more',
    text,
    { type: ['string', 'integer'] },
    ['safe', 'breaking'],
    'type-changed',
  ),
  inside(
    'one type less',
    { type: ['string', 'integer'] },
    text,
    ['breaking', 'safe'],
    'type-changed',
  ),
  inside(
    'a type where none was',
    {},
    text,
    ['breaking', 'safe'],
    'type-changed',
  ),
  inside(
    'null more',
    text,
    { type: ['string', 'null'] },
    ['safe', 'breaking'],
    'null-accepted',
  ),
  inside(
    'null less',
    { type: ['string', 'null'] },
    text,
    ['breaking', 'safe'],
    'null-refused',
  ),
  inside(
    'a value less',
    { enum: ['a', 'b'] },
    { enum: ['a'] },
    ['breaking', 'safe'],
    'enum-value-removed',
  ),
  inside(
    'a value more',
    { enum: ['a'] },
    { enum: ['a', 'b'] },
    ['safe', 'risky'],
    'enum-value-added',
  ),
  inside(
    'all values other ones',
    { enum: ['a'] },
    { enum: ['b'] },
    ['breaking', 'breaking'],
    'values-replaced',
  ),
  inside(
    'a constant that is free',
    { const: 'a' },
    text,
    ['safe', 'breaking'],
    'constant-freed',
    'type-changed',
  ),
  inside(
    'a list where none was',
    text,
    { ...text, enum: ['a'] },
    ['breaking', 'safe'],
    'values-listed',
  ),
  inside(
    'no list any more',
    { ...text, enum: ['a'] },
    text,
    ['safe', 'risky'],
    'values-freed',
  ),
  inside(
    'a shorter text',
    { ...text, maxLength: 9 },
    { ...text, maxLength: 5 },
    ['breaking', 'safe'],
    'bound-tightened',
  ),
  inside(
    'a longer text',
    { ...text, maxLength: 5 },
    { ...text, maxLength: 9 },
    ['safe', 'breaking'],
    'bound-loosened',
  ),
  inside(
    'a longer text at least',
    { ...text, minLength: 1 },
    { ...text, minLength: 5 },
    ['breaking', 'safe'],
    'bound-tightened',
  ),
  inside(
    'a smaller number',
    { ...whole, maximum: 9 },
    { ...whole, maximum: 5 },
    ['breaking', 'safe'],
    'bound-tightened',
  ),
  inside(
    'a smaller number at least',
    { ...whole, minimum: 5 },
    { ...whole, minimum: 1 },
    ['safe', 'breaking'],
    'bound-loosened',
  ),
  inside(
    'an exclusive bound',
    { ...whole, minimum: 5 },
    { ...whole, exclusiveMinimum: 5 },
    ['breaking', 'safe'],
    'bound-loosened',
    'bound-tightened',
  ),
  inside(
    'fewer items',
    { type: 'array', maxItems: 9 },
    { type: 'array', maxItems: 5 },
    ['breaking', 'safe'],
    'bound-tightened',
  ),
  inside(
    'items that differ',
    { type: 'array' },
    { type: 'array', uniqueItems: true },
    ['breaking', 'safe'],
    'bound-tightened',
  ),
  inside(
    'multiples',
    whole,
    { ...whole, multipleOf: 5 },
    ['breaking', 'safe'],
    'bound-tightened',
    'bound-loosened',
  ),
  inside(
    'a pattern',
    text,
    { ...text, pattern: '^a' },
    ['breaking', 'safe'],
    'pattern-changed',
  ),
  inside(
    'a pattern that lets more pass',
    { ...text, pattern: '^a' },
    { ...text, pattern: '^[ab]' },
    ['safe', 'breaking'],
    'pattern-changed',
  ),
  inside(
    'a pattern of the same texts',
    { ...text, pattern: '^a+$' },
    { ...text, pattern: '^aa*$' },
    ['safe', 'safe'],
    'pattern-changed',
  ),
  inside(
    'a pattern that cannot be decided',
    { ...text, pattern: '(?=a)' },
    { ...text, pattern: '(?=b)' },
    ['unknown', 'unknown'],
    'pattern-changed',
  ),
  inside(
    'a format',
    text,
    { ...text, format: 'date' },
    ['breaking', 'safe'],
    'format-changed',
  ),
  inside(
    'another format',
    { ...text, format: 'date' },
    { ...text, format: 'time' },
    ['breaking', 'breaking'],
    'format-changed',
  ),
  inside(
    'a wider format',
    { ...text, format: 'uri' },
    { ...text, format: 'uri-reference' },
    ['safe', 'breaking'],
    'format-changed',
  ),
  inside(
    'a closed object',
    object({ b: text }),
    object({ b: text }, { additionalProperties: false }),
    ['breaking', 'safe'],
    'closed-to-others',
  ),
  inside(
    'an opened object',
    object({ b: text }, { additionalProperties: false }),
    object({ b: text }),
    ['safe', 'risky'],
    'opened-to-others',
  ),
  inside(
    'an alternative more',
    { oneOf: [object({ a: text }, { title: 'A' })] },
    {
      oneOf: [
        object({ a: text }, { title: 'A' }),
        object({ b: whole }, { title: 'B', required: ['b'] }),
      ],
    },
    ['safe', 'breaking'],
    'composition-changed',
    'alternative-added',
    'description-changed',
  ),
  inside(
    'an alternative less of three',
    { anyOf: [text, whole, { type: 'boolean' }] },
    { anyOf: [text, whole] },
    ['breaking', 'safe'],
    'alternative-removed',
  ),
  inside(
    'an exception',
    text,
    { ...text, not: { const: 'x' } },
    ['breaking', 'safe'],
    'composition-changed',
  ),
  inside(
    'items by place',
    { type: 'array', prefixItems: [text] },
    { type: 'array', prefixItems: [whole] },
    ['breaking', 'breaking'],
    'array-form-changed',
  ),
  inside(
    'a default',
    text,
    { ...text, default: 'x' },
    ['risky', 'safe'],
    'default-changed',
  ),
  inside(
    'words',
    text,
    { ...text, title: 'x' },
    ['safe', 'safe'],
    'description-changed',
  ),
  inside(
    'that it goes away',
    text,
    { ...text, deprecated: true },
    ['safe', 'safe'],
    'deprecated',
  ),
  inside(
    'nothing that is accepted',
    text,
    false,
    ['breaking', 'safe'],
    'composition-changed',
  ),
];
