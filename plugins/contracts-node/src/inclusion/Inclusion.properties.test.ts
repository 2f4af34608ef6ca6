import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import { decideInclusion } from './Inclusion';

const names = fc.constantFrom('a', 'b', 'c');
const small = fc.integer({ min: 0, max: 3 });
const plain = { noNullPrototype: true };
const optional = { requiredKeys: [], ...plain };

const { value } = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, 0, 1, 2, 3, 6, -1, 1.5),
    fc.constantFrom('', 'a', 'ab', 'b1'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 3, ...plain }),
  ),
}));

const scalars = [
  fc.constantFrom<unknown>(true, false, {}),
  fc.record(
    {
      type: fc.constantFrom<unknown>(
        ...['null', 'boolean', 'integer', 'number', 'string'],
        ...['array', 'object', ['string', 'null']],
      ),
    },
    plain,
  ),
  fc.record({ enum: fc.array(value, { minLength: 1, maxLength: 3 }) }, plain),
  fc.record(
    {
      minimum: small,
      maximum: small,
      exclusiveMinimum: small,
      multipleOf: fc.constantFrom(1, 2, 3, 0.5),
    },
    optional,
  ),
  fc.record(
    {
      minLength: small,
      maxLength: small,
      pattern: fc.constantFrom('^a', '^[a-z]+$', 'b', '^(a|b)*$', '\\d'),
    },
    optional,
  ),
];

const { schema } = fc.letrec(tie => {
  const some = fc.array(tie('schema'), { minLength: 1, maxLength: 2 });
  return {
    schema: fc.oneof(
      { depthSize: 'small' },
      ...scalars,
      fc.record(
        {
          items: tie('schema'),
          prefixItems: some,
          contains: tie('schema'),
          minContains: small,
          maxContains: small,
          minItems: small,
          maxItems: small,
          uniqueItems: fc.boolean(),
        },
        optional,
      ),
      fc.record(
        {
          properties: fc.dictionary(names, tie('schema'), {
            maxKeys: 2,
            ...plain,
          }),
          required: fc.uniqueArray(names, { maxLength: 2 }),
          additionalProperties: tie('schema'),
          patternProperties: fc.dictionary(
            fc.constantFrom('^a', 'b', 'x'),
            tie('schema'),
            { maxKeys: 1, ...plain },
          ),
          minProperties: small,
          maxProperties: small,
          propertyNames: tie('schema'),
          dependentRequired: fc.constant({ a: ['b'] }),
          dependentSchemas: fc.record({ a: tie('schema') }, plain),
        },
        optional,
      ),
      fc.record(
        {
          allOf: some,
          anyOf: some,
          oneOf: some,
          not: tie('schema'),
          if: tie('schema'),
          then: tie('schema'),
          else: tie('schema'),
        },
        optional,
      ),
    ),
  };
});

/** The validator as it comes; undefined where it fails over its own code. */
function judge(document: unknown) {
  const validate = new Ajv2020({
    strict: false,
    allErrors: true,
    logger: false,
    validateSchema: false,
  }).compile(document as object);
  return (each: unknown): boolean | undefined => {
    try {
      return validate(each);
    } catch {
      return undefined;
    }
  };
}

function decide(inner: unknown, outer: unknown) {
  return decideInclusion(
    { document: inner, draft: '2020-12' },
    { document: outer, draft: '2020-12' },
    { milliseconds: 300 },
  );
}

const RUNS = { numRuns: 400 };
const values = fc.array(value, { minLength: 30, maxLength: 30 });

describe('decideInclusion on any two schemas', () => {
  it('calls nothing included against which there is a value', () => {
    fc.assert(
      fc.property(schema, schema, values, (inner, outer, tried) => {
        fc.pre(decide(inner, outer).status === 'included');
        const [accepts, refuses] = [judge(inner), judge(outer)];
        const against = tried.filter(
          each => accepts(each) === true && refuses(each) === false,
        );
        expect(against).toEqual([]);
      }),
      RUNS,
    );
  }, 60_000);

  it('shows only values that tell the two apart', () => {
    fc.assert(
      fc.property(schema, schema, (inner, outer) => {
        const answer = decide(inner, outer);
        fc.pre(answer.status === 'not-included');
        const shown =
          answer.status === 'not-included' ? answer.counterExample : undefined;
        expect(judge(inner)(shown)).not.toBe(false);
        expect(judge(outer)(shown)).not.toBe(true);
      }),
      RUNS,
    );
  }, 60_000);

  it('calls each schema included in itself and in every weaker one', () => {
    fc.assert(
      fc.property(schema, schema, (inner, other) => {
        expect(decide(inner, inner).status).toBe('included');
        expect(decide(inner, { anyOf: [other, inner] }).status).not.toBe(
          'not-included',
        );
      }),
      RUNS,
    );
  }, 60_000);
});
