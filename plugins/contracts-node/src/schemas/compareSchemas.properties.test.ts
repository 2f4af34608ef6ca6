import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import { compare } from './__testUtils__/comparing';

type Schema = Record<string, unknown>;

const ajv = new Ajv2020({ strict: false });
const more = [null, 'ac', 'bbbb'];

const bounds = (low: string, high: string) =>
  fc.record(
    {
      [low]: fc.integer({ min: 0, max: 3 }),
      [high]: fc.integer({ min: 2, max: 5 }),
    },
    { requiredKeys: [] },
  );

const texts: fc.Arbitrary<Schema> = fc.oneof(
  bounds('minLength', 'maxLength').map(own => ({ type: 'string', ...own })),
  fc
    .subarray(['a', 'b', 'cc'], { minLength: 1 })
    .map(list => ({ type: 'string', enum: list })),
  fc
    .constantFrom('^a', '^[ab]*$', 'c$')
    .map(pattern => ({ type: 'string', pattern })),
);

const numbers: fc.Arbitrary<Schema> = fc.oneof(
  bounds('minimum', 'maximum').map(own => ({ type: 'integer', ...own })),
  bounds('exclusiveMinimum', 'maximum').map(own => ({
    type: 'number',
    ...own,
  })),
  fc
    .constantFrom(2, 3, 4, 6)
    .map(multipleOf => ({ type: 'integer', multipleOf })),
);

const { schema: schemas } = fc.letrec<{ schema: Schema }>(tie => ({
  schema: fc.oneof(
    { maxDepth: 2 },
    texts,
    numbers,
    fc.constant({ type: ['string', 'null'] }),
    fc.constantFrom<Schema>({}, { type: 'boolean' }, { enum: [1, 'a'] }),
    fc
      .tuple(tie('schema'), bounds('minItems', 'maxItems'))
      .map(([items, own]) => ({ type: 'array', items, ...own })),
    fc
      .record({
        properties: fc.dictionary(
          fc.constantFrom('a', 'b', 'c'),
          tie('schema'),
          {
            maxKeys: 3,
          },
        ),
        required: fc.subarray(['a', 'b']),
        closed: fc.boolean(),
      })
      .map(({ properties, required, closed }) => ({
        type: 'object',
        properties,
        required: required.filter(name => name in properties),
        ...(closed ? { additionalProperties: false } : {}),
      })),
    fc
      .tuple(tie('schema'), tie('schema'))
      .map(([one, other]) => ({ anyOf: [one, other] })),
    fc.tuple(texts, texts).map(([one, other]) => ({ allOf: [one, other] })),
  ),
}));

/** Values of which some fit a schema, with no other properties than it describes. */
function valuesFor(schema: Schema): fc.Arbitrary<unknown> {
  if (Array.isArray(schema.anyOf)) {
    return fc.oneof(...schema.anyOf.map(each => valuesFor(each as Schema)));
  }
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'array':
      return fc.array(valuesFor(schema.items as Schema), { maxLength: 4 });
    case 'object': {
      const properties = schema.properties as Record<string, Schema>;
      return fc.record(
        Object.fromEntries(
          Object.entries(properties).map(([name, own]) => [
            name,
            valuesFor(own),
          ]),
        ),
        { requiredKeys: schema.required as string[] },
      );
    }
    case 'integer':
      return fc.integer({ min: -1, max: 13 });
    case 'number':
      return fc.constantFrom(-1, 0, 0.5, 1, 2, 2.5, 3, 5, 6);
    case 'boolean':
      return fc.boolean();
    default:
      return fc.constantFrom('', 'a', 'b', 'cc', 'abc', 'aaaaa', 'zz', ...more);
  }
}

const pairs = fc
  .tuple(schemas, schemas, fc.boolean())
  // Schemas that have nothing in common tell little.
  .map(([one, other, alike]) => (alike ? [one, tweak(one)] : [one, other]))
  .chain(([before, after]) =>
    fc.record({
      before: fc.constant(before),
      after: fc.constant(after),
      values: fc.array(valuesFor(before), { minLength: 20, maxLength: 20 }),
    }),
  );

/** A schema with one thing changed somewhere. */
function tweak(schema: Schema): Schema {
  const { properties, items } = schema;
  if (typeof properties === 'object' && properties !== null) {
    const [first] = Object.keys(properties);
    if (first === undefined) return { ...schema, minProperties: 1 };
    const inner = (properties as Record<string, Schema>)[first];
    return { ...schema, properties: { ...properties, [first]: tweak(inner) } };
  }
  if (typeof items === 'object')
    return { ...schema, items: tweak(items as Schema) };
  if (Array.isArray(schema.anyOf)) return schema.anyOf[0] as Schema;
  if (schema.type === 'string') return { ...schema, maxLength: 3 };
  return schema.type === 'integer'
    ? { ...schema, maximum: 3 }
    : { anyOf: [schema, { type: 'string' }] };
}

const isHarmful = (verdict: string) => verdict !== 'safe';

describe('compareSchemas, with schemas of any kind', () => {
  it('never calls safe what refuses a value that was accepted', () => {
    fc.assert(
      fc.property(pairs, ({ before, after, values }) => {
        const [old, young] = [ajv.compile(before), ajv.compile(after)];
        const refused = values.find(value => old(value) && !young(value));
        fc.pre(refused !== undefined);
        const sent = compare(before, after, { direction: 'send' });

        expect({
          refused,
          told: sent.some(({ verdict }) => isHarmful(verdict)),
        }).toEqual({ refused, told: true });
      }),
      { numRuns: 400, maxSkipsPerRun: 500 },
    );
  });

  it('never calls safe what lets a value come that could not come', () => {
    fc.assert(
      fc.property(pairs, ({ before, after, values }) => {
        // What came before is what may come now, the other way round.
        const [old, young] = [ajv.compile(after), ajv.compile(before)];
        const unexpected = values.find(value => young(value) && !old(value));
        fc.pre(unexpected !== undefined);
        const received = compare(after, before, { direction: 'receive' });

        expect({
          unexpected,
          told: received.some(({ verdict }) => isHarmful(verdict)),
        }).toEqual({ unexpected, told: true });
      }),
      { numRuns: 400, maxSkipsPerRun: 500 },
    );
  });

  it('finds nothing between a schema and itself', () => {
    fc.assert(
      fc.property(schemas, schema => {
        for (const direction of ['send', 'receive'] as const) {
          expect(
            compare(schema, structuredClone(schema), { direction }),
          ).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('shows no value that another alternative accepts', () => {
    const empty = { type: ['string', 'null'] };
    const before = { anyOf: [{}, empty] };
    const after = { anyOf: [{ anyOf: [{ type: 'string' }] }, empty] };
    const sent = compare(before, after, { direction: 'send' });
    const shown = sent.flatMap(({ counterExample }) => counterExample ?? []);

    expect(sent.some(({ verdict }) => isHarmful(verdict))).toBe(true);
    expect(shown.filter(({ value }) => ajv.validate(after, value))).toEqual([]);
  });

  it('shows values only that tell the two sides apart where they stand', () => {
    fc.assert(
      fc.property(schemas, schemas, (before, after) => {
        const alike = compare(before, after)
          .filter(({ subject }) => subject?.field === undefined)
          .flatMap(({ counterExample }) => counterExample ?? [])
          .filter(({ value }) => ajv.validate(before, value))
          .filter(({ value }) => ajv.validate(after, value));

        expect(alike).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
