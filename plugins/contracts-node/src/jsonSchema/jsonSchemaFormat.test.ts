import type { ContractDirection } from '@slipway/backstage-plugin-contracts-common';
import { RuleBook } from '../rules';
import { jsonSchemaFormat } from './jsonSchemaFormat';

const book = RuleBook.create([jsonSchemaFormat]);

function compare(
  before: unknown,
  after: unknown,
  direction?: ContractDirection,
) {
  const [old, young] = [before, after].map(each =>
    jsonSchemaFormat.parse(JSON.stringify(each)),
  );
  return jsonSchemaFormat.compare(old, young, { direction });
}

const object = (properties: object, more: object = {}) => ({
  type: 'object',
  properties,
  ...more,
});

describe('jsonSchemaFormat', () => {
  it('finds no change in equal documents, whatever their order', () => {
    expect(
      compare(
        { type: 'string', minLength: 1 },
        { minLength: 1, type: 'string' },
      ),
    ).toEqual([]);
  });

  it.each<[string, unknown, unknown, string, string]>([
    [
      'a property that became required',
      object({ a: {} }),
      object({ a: {} }, { required: ['a'] }),
      'property-required',
      'The property "a" became required.',
    ],
    [
      'a value that is no longer listed',
      { enum: ['a', 'b'] },
      { enum: ['a'] },
      'enum-value-removed',
      'The value "b" was removed.',
    ],
    [
      'a bound that was tightened',
      { type: 'number' },
      { type: 'number', maximum: 3 },
      'bound-tightened',
      'maximum changed from none to 3.',
    ],
    [
      'another type',
      { type: ['string', 'null'] },
      { type: 'string' },
      'type-changed',
      'The type changed from string or null to string.',
    ],
    [
      'a new pattern',
      { type: 'string' },
      { type: 'string', pattern: '^a' },
      'text-form-changed',
      'pattern was added.',
    ],
    [
      'a property that nothing else allows',
      object({ a: {} }, { additionalProperties: false }),
      object({}, { additionalProperties: false }),
      'property-removed',
      "The property 'a' was removed.",
    ],
    [
      'a list that begins',
      { type: 'string' },
      { type: 'string', enum: ['a'] },
      'values-listed',
      'Only "a" may stand here now.',
    ],
    [
      'an alternative that is gone',
      { anyOf: [{ type: 'string' }, { type: 'null' }] },
      { anyOf: [{ type: 'string' }] },
      'composition-changed',
      'anyOf changed.',
    ],
    [
      'items that must differ',
      { type: 'array' },
      { type: 'array', uniqueItems: true },
      'array-form-changed',
      'uniqueItems was added.',
    ],
    [
      'a schema that accepts nothing',
      true,
      false,
      'composition-changed',
      'The whole schema was replaced.',
    ],
  ])('breaks those who send by %s', (_title, before, after, rule, message) => {
    const [change] = compare(before, after, 'send');

    expect(change).toMatchObject({
      rule: `json-schema-${rule}`,
      verdict: 'breaking',
      message,
      direction: 'send',
    });
    expect(change).toHaveProperty('counterExample.value');
    expect(book.summarize(compare(before, after, 'receive')).verdict).toBe(
      'safe',
    );
  });

  it.each<[string, unknown, unknown, string]>([
    [
      'a property that became optional',
      object({}, { required: ['a'] }),
      object({}),
      'property-optional',
    ],
    [
      'a new value of a list',
      { enum: ['a'] },
      { enum: ['a', 'b'] },
      'enum-value-added',
    ],
    [
      'a bound that was loosened',
      { type: 'string', maxLength: 3 },
      { type: 'string', maxLength: 5 },
      'bound-loosened',
    ],
    [
      'the boolean of a bound in draft 4',
      { type: 'number', minimum: 1, exclusiveMinimum: true },
      { type: 'number', minimum: 1, exclusiveMinimum: false },
      'bound-loosened',
    ],
  ])('breaks those who receive by %s', (_title, before, after, rule) => {
    expect(compare(before, after, 'receive')).toContainEqual(
      expect.objectContaining({
        rule: `json-schema-${rule}`,
        verdict: 'breaking',
        direction: 'receive',
      }),
    );
    expect(book.summarize(compare(before, after, 'send')).verdict).toBe('safe');
  });

  it('names the place and shows a value for it', () => {
    const item = (maximum: number) =>
      object({ list: { type: 'array', items: { type: 'integer', maximum } } });

    expect(compare(item(5), item(4), 'send')).toEqual([
      {
        rule: 'json-schema-bound-tightened',
        verdict: 'breaking',
        subject: { operation: 'message', field: 'list[]', hits: 'who-uses' },
        message: 'maximum changed from 5 to 4.',
        before: { path: '#/properties/list/items', text: '5' },
        after: { path: '#/properties/list/items', text: '4' },
        direction: 'send',
        counterExample: { value: 5 },
      },
    ]);
  });

  it('calls a change safe that no value can meet', () => {
    const unused = (maximum: number) => ({
      type: 'object',
      definitions: { never: { type: 'number', maximum } },
    });

    expect(book.summarize(compare(unused(5), unused(4), 'send'))).toMatchObject(
      {
        verdict: 'safe',
        requiredBump: 'minor',
      },
    );
  });

  it('asks for a patch when only words changed', () => {
    const changes = compare({ title: 'a' }, { title: 'b' });

    expect(changes).toHaveLength(1);
    expect(changes[0]).not.toHaveProperty('direction');
    expect(book.summarize(changes)).toMatchObject({
      verdict: 'safe',
      requiredBump: 'patch',
    });
  });

  it('judges both directions unless one is asked for', () => {
    const changes = compare({ enum: ['a'] }, { enum: ['b'] });

    expect(
      changes
        .filter(({ verdict }) => verdict === 'breaking')
        .map(({ rule, direction }) => [rule, direction]),
    ).toEqual([
      ['json-schema-enum-value-removed', 'send'],
      ['json-schema-enum-value-added', 'receive'],
    ]);
  });

  it('says why it cannot tell, and does not call that safe', () => {
    const [change] = compare(
      { $ref: 'https://example.org/a.json' },
      { $ref: 'https://example.org/b.json' },
      'send',
    );

    expect(change.verdict).toBe('unknown');
    expect(change.message).toContain('is not fetched');
    expect(change).not.toHaveProperty('counterExample');
  });

  it('says unknown when it is ended', () => {
    const changes = jsonSchemaFormat.compare(
      { type: 'string' },
      { type: 'number' },
      { signal: AbortSignal.abort() },
    );

    expect(book.summarize(changes).verdict).toBe('unknown');
  });
});
