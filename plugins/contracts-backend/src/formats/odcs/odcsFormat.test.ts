import { contractFormatSuite } from '@slipway/backstage-plugin-contracts-node/testUtils';
import { stringify } from 'yaml';
import { changesBetween } from '../../formatSupport/rulePairs';
import { odcsFormat } from './odcsFormat';

const head = {
  ...{ apiVersion: 'v3.0.2', kind: 'DataContract', id: 'orders' },
  ...{ name: 'Orders', version: '1.2.0' },
};
const orders = (...properties: object[]) =>
  stringify({
    ...head,
    schema: [{ name: 'orders', physicalType: 'file', properties }],
  });
const id = { name: 'id', logicalType: 'string' };

contractFormatSuite(odcsFormat, {
  document: orders(id),
  breaking: orders({ ...id, logicalType: 'integer' }),
  compatible: orders(id, { name: 'note', logicalType: 'string' }),
  invalid: 'openapi: 3.1.0',
});

describe('reading data contracts', () => {
  const aliases = Array.from({ length: 9 }, (_none, level) =>
    level
      ? `a${level}: &a${level} [${Array(9)
          .fill(`*a${level - 1}`)
          .join(', ')}]`
      : 'a0: &a0 [x, x, x, x, x, x, x, x, x]',
  );

  it.each<[string, string | Record<string, string>, string]>([
    ['nothing', '', 'The document is empty'],
    ['a text', 'hello', 'it is no object'],
    ['broken YAML', 'a: b: c', 'neither JSON nor YAML'],
    ['broken JSON', '{"kind":', 'it is no JSON'],
    ['another kind', 'kind: API', "its kind is not 'DataContract'"],
    [
      'another standard',
      'dataContractSpecification: 1.1.0',
      'another standard',
    ],
    [
      'an old version',
      'kind: DataContract\napiVersion: v2.2.2',
      'only version 3 is read',
    ],
    ['a field without a name', orders({ logicalType: 'date' }), 'has no name'],
    ['a field that stands twice', orders(id, id), "'id' stands twice"],
    ['aliases that multiply', aliases.join('\n'), 'neither JSON nor YAML'],
    ['several files', { 'a.yaml': orders(id), 'b.yaml': 'x' }, 'one file'],
    [
      'endless nesting',
      `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`,
      'levels deep',
    ],
  ])('refuses %s in a sentence', (_title, document, message) => {
    expect(() => odcsFormat.parse(document)).toThrow(message);
    expect(() => odcsFormat.parse(document)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });

  it('takes JSON and YAML, in any order of keys, for the same', async () => {
    const json = JSON.stringify({
      schema: [{ properties: [id], physicalType: 'file', name: 'orders' }],
      ...head,
    });
    expect(await changesBetween(odcsFormat, orders(id), json)).toEqual([]);
  });
});

describe('who reads and who delivers', () => {
  const before = orders({ ...id, required: true });
  const after = orders(id);

  it('means who reads unless it is told', async () => {
    const [change] = await changesBetween(odcsFormat, before, after);
    expect(change).toMatchObject({ verdict: 'breaking', role: 'reader' });
    for (const options of [
      { role: 'reader' },
      { direction: 'receive' },
      { role: 'caller' },
    ] as const) {
      expect(
        await changesBetween(odcsFormat, before, after, options),
      ).toMatchObject([{ verdict: 'breaking', role: 'reader' }]);
    }
  });

  it('judges for who delivers when that is asked', async () => {
    const changes = await changesBetween(odcsFormat, before, after, {
      role: 'writer',
    });
    expect(changes).toMatchObject([{ verdict: 'safe' }]);
  });
});

it('does not mind the order of fields that are known by name', async () => {
  const other = { name: 'sum', logicalType: 'number' };
  expect(
    await changesBetween(odcsFormat, orders(id, other), orders(other, id)),
  ).toEqual([]);
});

it('takes what is said for all places for each of them', async () => {
  const document = (value: string) =>
    stringify({
      ...head,
      servers: [{ server: 'prod', type: 'sftp' }],
      customProperties: [{ property: 'encoding', value }],
    });
  expect(
    await changesBetween(odcsFormat, document('UTF-8'), document('UTF-16')),
  ).toMatchObject([
    {
      rule: 'odcs-file-form-changed',
      subject: { operation: 'server prod', field: 'encoding' },
    },
  ]);
});

it('names objects, fields inside them, and what is going away', () => {
  const parsed = odcsFormat.parse(
    orders(
      { ...id, description: 'Deprecated, gone after 2027-05-31' },
      {
        name: 'lines',
        logicalType: 'array',
        items: {
          logicalType: 'object',
          properties: [{ name: 'sku', logicalType: 'string' }],
        },
      },
    ),
  );
  expect(odcsFormat.outline(parsed as never)).toEqual({
    ...{ title: 'Orders', version: '1.2.0', dialect: 'v3.0.2' },
    elements: [
      { operation: 'orders', kind: 'file' },
      {
        ...{ operation: 'orders', field: 'id', kind: 'field' },
        title: 'Deprecated, gone after 2027-05-31',
        advice: 'Deprecated, gone after 2027-05-31',
        ...{ deprecated: true, sunset: '2027-05-31' },
      },
      { operation: 'orders', field: 'lines', kind: 'field' },
      { operation: 'orders', field: 'lines[].sku', kind: 'field' },
    ],
  });
});
