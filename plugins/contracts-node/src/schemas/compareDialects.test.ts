import type { ContractVerdict } from '@slipway/backstage-plugin-contracts-common';
import { compare } from './__testUtils__/comparing';
import type { SchemaDialect } from './Shape';

type Verdicts = [send: ContractVerdict, receive: ContractVerdict];

const NARROWER: Verdicts = ['breaking', 'safe'];
const WIDER: Verdicts = ['safe', 'breaking'];
const OTHER: Verdicts = ['breaking', 'breaking'];
const SAME: Verdicts = ['safe', 'safe'];

const text = { type: 'string' };
const whole = { type: 'integer' };

interface Row {
  title: string;
  dialect: SchemaDialect;
  before: unknown;
  after: unknown;
  verdicts: Verdicts;
}

function row(
  title: string,
  dialect: SchemaDialect,
  before: unknown,
  after: unknown,
  verdicts: Verdicts,
): Row {
  return { title, dialect, before, after, verdicts };
}

const rows: Row[] = [
  row(
    'a bound that is exclusive now',
    'draft-04',
    { ...whole, minimum: 1 },
    { ...whole, minimum: 1, exclusiveMinimum: true },
    NARROWER,
  ),
  row(
    'a bound that is not exclusive any more',
    'draft-04',
    { ...whole, maximum: 5, exclusiveMaximum: true },
    { ...whole, maximum: 5 },
    WIDER,
  ),
  row(
    'items by place that are fewer',
    'draft-04',
    { type: 'array', items: [text, text] },
    { type: 'array', items: [text] },
    WIDER,
  ),
  row(
    'items by place and no others',
    'draft-04',
    { type: 'array', items: [text] },
    { type: 'array', items: [text], additionalItems: false },
    NARROWER,
  ),
  row(
    'a schema behind a name',
    'draft-04',
    { $ref: '#/definitions/a', definitions: { a: text } },
    { $ref: '#/definitions/a', definitions: { a: whole } },
    OTHER,
  ),
  row(
    'what stands beside a reference',
    'draft-04',
    { $ref: '#/definitions/a', definitions: { a: text } },
    { $ref: '#/definitions/a', maxLength: 5, definitions: { a: text } },
    SAME,
  ),
  row(
    'a condition, which is not known',
    'draft-04',
    { type: 'object' },
    { type: 'object', dependencies: {} },
    SAME,
  ),
  row(
    'a need of another property',
    'draft-04',
    { type: 'object' },
    { type: 'object', dependencies: { a: ['b'] } },
    NARROWER,
  ),
  row(
    'a condition',
    'draft-07',
    { type: 'object' },
    { type: 'object', if: { required: ['a'] }, then: { required: ['b'] } },
    NARROWER,
  ),
  row(
    'the other side of a condition',
    'draft-07',
    { type: 'object', if: { required: ['a'] }, else: { required: ['b'] } },
    { type: 'object' },
    WIDER,
  ),
  row(
    'a constant that became a list',
    'draft-07',
    { const: 'a' },
    { enum: ['a', 'b'] },
    WIDER,
  ),
  row(
    'what an array contains',
    'draft-07',
    { type: 'array' },
    { type: 'array', contains: whole },
    NARROWER,
  ),
  row(
    'names of properties',
    'draft-07',
    { type: 'object' },
    { type: 'object', propertyNames: { maxLength: 5 } },
    NARROWER,
  ),
  row(
    'a name that a schema gives itself',
    'draft-07',
    {
      properties: { a: { $ref: '#x' } },
      definitions: { d: { $id: 'x', $anchor: 'x', ...text } },
    },
    {
      properties: { a: { $ref: '#x' } },
      definitions: { d: { $id: 'x', $anchor: 'x', ...whole } },
    },
    OTHER,
  ),
  row(
    'items by place that came',
    'draft-07',
    { type: 'array' },
    { type: 'array', items: [text] },
    NARROWER,
  ),
  row(
    'others that are described',
    'draft-07',
    { type: 'object' },
    { type: 'object', additionalProperties: text },
    NARROWER,
  ),
  row('null by type', 'draft-07', text, { type: ['string', 'null'] }, WIDER),
  row(
    'nullable, which is not known',
    'draft-07',
    text,
    { ...text, nullable: true },
    SAME,
  ),
  row(
    'a need of 2019-09',
    '2019-09',
    { type: 'object', dependentRequired: { a: ['b'] } },
    { type: 'object' },
    WIDER,
  ),
  row(
    'a schema that another property brings',
    '2019-09',
    { type: 'object' },
    { type: 'object', dependentSchemas: { a: { required: ['b'] } } },
    NARROWER,
  ),
  row(
    'what stands beside a reference of 2019-09',
    '2019-09',
    { $ref: '#/$defs/a', $defs: { a: text } },
    { $ref: '#/$defs/a', maxLength: 5, $defs: { a: text } },
    NARROWER,
  ),
  row(
    'more that is contained',
    '2019-09',
    { type: 'array', contains: whole },
    { type: 'array', contains: whole, minContains: 2 },
    NARROWER,
  ),
  row(
    'what is left of a join',
    '2019-09',
    { type: 'object', allOf: [{ properties: { a: text } }] },
    {
      type: 'object',
      allOf: [{ properties: { a: text } }],
      unevaluatedProperties: false,
    },
    ['breaking', 'safe'],
  ),
  row(
    'items by place of 2020-12',
    '2020-12',
    { type: 'array', prefixItems: [text, whole] },
    { type: 'array', prefixItems: [text, text] },
    OTHER,
  ),
  row(
    'others after those by place',
    '2020-12',
    { type: 'array', prefixItems: [text], items: true },
    { type: 'array', prefixItems: [text], items: false },
    NARROWER,
  ),
  row(
    'an anchor that leads elsewhere',
    '2020-12',
    { $ref: '#a', $defs: { x: { $anchor: 'a', ...text }, y: whole } },
    { $ref: '#a', $defs: { x: text, y: { $anchor: 'a', ...whole } } },
    OTHER,
  ),
  row(
    'a reference that was written out',
    '2020-12',
    { $ref: '#/$defs/a', $defs: { a: { ...text, maxLength: 5 } } },
    { ...text, maxLength: 5 },
    SAME,
  ),
  row(
    'a bound that moved beside a reference',
    '2020-12',
    { $ref: '#/$defs/a', $defs: { a: { ...text, maxLength: 5 } } },
    { $ref: '#/$defs/a', maxLength: 5, $defs: { a: text } },
    SAME,
  ),
  row(
    'a bound that moved into a join',
    '2020-12',
    { ...text, maxLength: 5 },
    { allOf: [text, { maxLength: 5 }] },
    SAME,
  ),
  row(
    'types that moved into a choice',
    '2020-12',
    { type: ['string', 'integer'] },
    { anyOf: [text, whole] },
    SAME,
  ),
  row(
    'a choice of lists in one list',
    '2020-12',
    { anyOf: [{ const: 'a' }, { const: 'b' }] },
    { enum: ['a', 'b'] },
    SAME,
  ),
  row(
    'one list in a choice of lists',
    '2020-12',
    { enum: ['a', 'b'] },
    { oneOf: [{ const: 'a' }, { const: 'b' }] },
    SAME,
  ),
  row(
    'a choice of lists that lost one',
    '2020-12',
    { oneOf: [{ const: 'a' }, { const: 'b' }, { const: 'c' }] },
    { oneOf: [{ const: 'a' }, { const: 'b' }] },
    NARROWER,
  ),
  row('null in 3.0', 'openapi-3.0', text, { ...text, nullable: true }, WIDER),
  row(
    'null of a reference in 3.0',
    'openapi-3.0',
    { allOf: [{ $ref: '#/a' }], a: text },
    { allOf: [{ $ref: '#/a' }], nullable: true, a: text },
    WIDER,
  ),
  row(
    'null in a list of 3.0',
    'openapi-3.0',
    { ...text, nullable: true, enum: ['a'] },
    { ...text, nullable: true, enum: ['a', null] },
    SAME,
  ),
  row(
    'null beside a reference, which is not known',
    'openapi-3.0',
    { $ref: '#/a', a: text },
    { $ref: '#/a', nullable: true, a: text },
    SAME,
  ),
  row(
    'a file of Swagger 2.0',
    'openapi-3.0',
    { type: 'file' },
    { ...text, format: 'binary' },
    SAME,
  ),
  row('null in 3.1', 'openapi-3.1', text, { type: ['string', 'null'] }, WIDER),
  row(
    'null in 3.1 by the word of 3.0',
    'openapi-3.1',
    text,
    { ...text, nullable: true },
    WIDER,
  ),
  row(
    'null in 3.1 by either word',
    'openapi-3.1',
    { ...text, nullable: true },
    { type: ['string', 'null'] },
    SAME,
  ),
  row(
    'null beside a reference in 3.1',
    'openapi-3.1',
    { $ref: '#/a', a: text },
    { anyOf: [{ $ref: '#/a' }, { type: 'null' }], a: text },
    WIDER,
  ),
  row(
    'a picture of another kind',
    'openapi-3.1',
    { ...text, contentMediaType: 'image/png' },
    { ...text, contentMediaType: 'image/gif' },
    OTHER,
  ),
  row(
    'a picture whose kind is told',
    'openapi-3.1',
    text,
    { ...text, contentMediaType: 'image/gif' },
    SAME,
  ),
];

const WORST = ['breaking', 'unknown', 'risky', 'safe'];

function worst(
  { before, after, dialect }: Row,
  direction: 'send' | 'receive',
): string {
  const changes = compare(before, after, { direction, dialect });
  return (
    WORST.find(each => changes.some(({ verdict }) => verdict === each)) ??
    'safe'
  );
}

describe('in each dialect', () => {
  it.each(rows.map(each => [each.title, each.dialect, each] as const))(
    '%s, in %s',
    (_title, _dialect, each) => {
      expect([worst(each, 'send'), worst(each, 'receive')]).toEqual(
        each.verdicts,
      );
    },
  );

  it.each(rows.map(each => [each.title, each.dialect, each] as const))(
    'the reverse of %s, in %s, is the reverse for who sends and receives',
    (_title, _dialect, each) => {
      const turned = { ...each, before: each.after, after: each.before };
      const [send, receive] = [worst(turned, 'send'), worst(turned, 'receive')];
      // What may come in place of what was sent, and the other way round;
      // what is risky in one direction may be breaking in the other.
      const isSafe = (verdict: string) => verdict === 'safe';

      expect([isSafe(receive), isSafe(send)]).toEqual(
        each.verdicts.map(isSafe),
      );
    },
  );

  it.each(rows.map(each => [each.title, each.dialect, each] as const))(
    'nothing changed between %s, in %s, and itself',
    (_title, _dialect, { before, after, dialect }) => {
      for (const document of [before, after]) {
        for (const direction of ['send', 'receive'] as const) {
          expect(
            compare(document, structuredClone(document), {
              direction,
              dialect,
            }),
          ).toEqual([]);
        }
      }
    },
  );
});
