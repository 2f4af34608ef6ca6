import { RuleBook } from '@slipway/backstage-plugin-contracts-node';
import {
  compareRow,
  contractFormatSuite,
  describeWithCorpus,
  scoreRows,
} from '@slipway/backstage-plugin-contracts-node/testUtils';
import { Type } from 'avsc';
import fc from 'fast-check';
import { changesBetween } from '../../formatSupport/rulePairs';
import { avroFormat } from './avroFormat';

const order = (...fields: object[]) =>
  JSON.stringify({ type: 'record', name: 'Order', fields });
const id = { name: 'id', type: 'string' };

contractFormatSuite(avroFormat, {
  document: order(id),
  breaking: order(id, { name: 'sum', type: 'int' }),
  compatible: order(id, { name: 'sum', type: 'int', default: 0 }),
  invalid: '{"type": "object"}',
});

describeWithCorpus('avro-apicurio', rows => {
  it('is judged as expected', async () => {
    const score = await scoreRows(avroFormat, rows);
    expect(score).toMatchObject({ missed: [], noise: [], undecided: [] });
    expect(score.rows).toBeGreaterThan(5);
  });

  it('says something when swapped, and nothing between equal documents', async () => {
    for (const row of rows) {
      const swapped = await compareRow(avroFormat, row, true);
      expect(swapped.verdict).toMatch(/safe|risky|breaking/);
      const same = { ...row, new: row.old };
      expect((await compareRow(avroFormat, same)).changes).toEqual([]);
    }
  });
});

const primitive = fc.constantFrom(
  'null',
  'boolean',
  'int',
  'long',
  'float',
  'double',
  'bytes',
  'string',
);
const leaf = fc.oneof(
  primitive,
  fc
    .uniqueArray(fc.constantFrom('A', 'B', 'C'), { minLength: 1 })
    .map(symbols => ({ type: 'enum', name: 'E', symbols })),
  fc.constantFrom(4, 8).map(size => ({ type: 'fixed', name: 'F', size })),
);
const inner = fc.oneof(
  leaf,
  leaf.map(items => ({ type: 'array', items })),
  leaf.map(values => ({ type: 'map', values })),
  fc.uniqueArray(primitive, { minLength: 1 }),
);
// Only one type of each name may stand in a schema.
const schema = fc
  .tuple(inner, primitive, fc.boolean(), fc.boolean())
  .map(([first, second, third, fallback]) => ({
    type: 'record',
    name: 'R',
    fields: [
      { name: 'first', type: first },
      { name: 'second', type: second },
      ...(third
        ? [{ name: 'third', type: 'int', ...(fallback && { default: 1 }) }]
        : []),
    ],
  }));

/** Whether another implementation reads with the one what the other wrote. */
function isReadable(reader: object, writer: object): boolean {
  const [reading, writing] = [reader, writer].map(each =>
    Type.forSchema(each as never, { wrapUnions: 'always' }),
  );
  try {
    reading.createResolver(writing);
    return true;
  } catch {
    return false;
  }
}

describe('reading with one schema what another wrote', () => {
  it.each(['send', 'receive'] as const)(
    'is judged as avsc does, for who would %s',
    async direction => {
      const book = RuleBook.create([avroFormat]);
      await fc.assert(
        fc.asyncProperty(schema, schema, async (before, after) => {
          const [old, young] = [before, after].map(each =>
            JSON.stringify(each),
          );
          const changes = await changesBetween(avroFormat, old, young, {
            direction,
          });
          const readable =
            direction === 'send'
              ? isReadable(after, before)
              : isReadable(before, after);
          expect(book.summarize(changes).verdict === 'breaking').toBe(
            !readable,
          );
        }),
        { numRuns: 400, seed: 7 },
      );
    },
  );
});

describe('reading Avro', () => {
  it.each([
    ['nothing', '', 'The document is empty'],
    ['broken JSON', '{"type":', 'is no JSON'],
    ['another kind', '{"openapi":"3.1.0"}', 'stands where a type belongs'],
    ['a protocol', '{"protocol":"P"}', 'is an Avro protocol'],
    ['a foreign type', '"com.example.Order"', "'com.example.Order' is not"],
    ['a record without fields', '{"type":"record","name":"A"}', 'no fields'],
    ['a type without a name', '{"type":"enum"}', 'a type has no name'],
    [
      'a name that is code',
      '{"type":"record","name":"A(){}","fields":[]}',
      "'A(){}' is no name",
    ],
    ['a field without a name', order({ type: 'int' }), 'has no name'],
    ['a fixed without a size', '{"type":"fixed","name":"A"}', 'its size'],
    [
      'a type that is declared twice',
      order(
        { name: 'a', type: { type: 'fixed', name: 'H', size: 1 } },
        { name: 'b', type: { type: 'fixed', name: 'H', size: 2 } },
      ),
      "'H' is declared twice",
    ],
    [
      'endless nesting',
      `${'{"type":"array","items":'.repeat(900)}"int"${'}'.repeat(900)}`,
      'levels deep',
    ],
  ])('refuses %s in a sentence', (_title, text, message) => {
    expect(() => avroFormat.parse(text)).toThrow(message);
    expect(() => avroFormat.parse(text)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });

  it('takes names that every object has for what they are', async () => {
    const odd = order(
      { name: '__proto__', type: 'int' },
      { name: 'constructor', type: 'int' },
    );
    expect(await changesBetween(avroFormat, odd, odd)).toEqual([]);
    expect(await changesBetween(avroFormat, odd, order(id))).toHaveLength(3);
  });

  it('finds types of other files, whatever comes first', async () => {
    const files = {
      'order.avsc': order({ name: 'sum', type: 'Money' }),
      'money.avsc':
        '{"type":"record","name":"Money","fields":[{"name":"n","type":"int"}]}',
    };
    const changed = {
      ...files,
      'money.avsc': files['money.avsc'].replace('int', 'string'),
    };
    expect(await changesBetween(avroFormat, files, changed)).toMatchObject([
      { rule: 'avro-type-changed', subject: { field: 'sum.n' } },
    ]);
  });
});

describe('records that hold themselves', () => {
  const node = (type: string) =>
    JSON.stringify({
      type: 'record',
      name: 'Node',
      fields: [
        { name: 'value', type },
        { name: 'next', type: ['null', 'Node'], default: null },
        { name: 'children', type: { type: 'array', items: 'Node' } },
      ],
    });

  it('end, and what changed inside is told once', async () => {
    expect(await changesBetween(avroFormat, node('int'), node('int'))).toEqual(
      [],
    );
    expect(
      await changesBetween(avroFormat, node('int'), node('string')),
    ).toHaveLength(1);
  });

  it('end though thousands hang on one another', async () => {
    const chain = (last: string) =>
      Object.fromEntries(
        Array.from({ length: 5_000 }, (_none, index) => [
          `${index}.avsc`,
          JSON.stringify({
            type: 'record',
            name: `R${index}`,
            fields: [
              { name: 'n', type: index < 4_999 ? `R${index + 1}` : last },
            ],
          }),
        ]),
      );
    const changes = await changesBetween(
      avroFormat,
      chain('int'),
      chain('string'),
    );
    expect(changes).toHaveLength(1);
  });
});

it('names the record, its fields, and what is going away', () => {
  const parsed = avroFormat.parse(
    order(id, {
      name: 'code',
      type: 'int',
      doc: 'Deprecated until 2027-06-30.',
    }),
  );
  expect(avroFormat.outline(parsed as never)).toEqual({
    title: 'Order',
    elements: [
      { operation: 'Order', kind: 'message' },
      { operation: 'Order', field: 'id', kind: 'field' },
      {
        ...{ operation: 'Order', field: 'code', kind: 'field' },
        ...{ title: 'Deprecated until 2027-06-30.', deprecated: true },
        ...{ advice: 'Deprecated until 2027-06-30.', sunset: '2027-06-30' },
      },
    ],
  });
});
