import {
  compareRow,
  contractFormatSuite,
  describeWithCorpus,
  scoreRows,
} from '@slipway/backstage-plugin-contracts-node/testUtils';
import { changesBetween } from '../../formatSupport/rulePairs';
import { xsdFormat } from './xsdFormat';

const schema = (text: string, more = '') =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" ${more}>${text}</xs:schema>`;
const order = (inside: string) =>
  schema(
    `<!-- words --><xs:element name="order"><xs:complexType><xs:sequence>${inside}</xs:sequence></xs:complexType></xs:element>`,
  );
const element = (name: string, more = '') =>
  `<xs:element name="${name}" type="xs:string" ${more}/>`;

contractFormatSuite(xsdFormat, {
  document: order(element('id')),
  breaking: order(element('id') + element('sum')),
  compatible: schema(
    `<xs:element name="order"><xs:annotation><xs:documentation>An order</xs:documentation></xs:annotation><xs:complexType><xs:sequence>${element('id')}</xs:sequence></xs:complexType></xs:element>`,
  ),
  invalid: '{"type": "object"}',
});

describeWithCorpus('xsd-apicurio', rows => {
  /** Where several earlier versions count, each of them does. */
  const pairs = rows.flatMap(row =>
    Array.isArray(row.old)
      ? row.old.map(old => ({ ...row, old: old as unknown }))
      : [row],
  );

  it('is judged as expected', async () => {
    const single = rows.filter(row => !Array.isArray(row.old));
    const score = await scoreRows(xsdFormat, single);
    expect(score).toMatchObject({ missed: [], noise: [], undecided: [] });
    expect(score.rows).toBeGreaterThan(10);
  });

  it('breaks against one of the earlier versions where several count', async () => {
    for (const row of rows.filter(each => Array.isArray(each.old))) {
      const verdicts: string[] = [];
      for (const old of row.old as unknown[]) {
        const { verdict } = await compareRow(xsdFormat, { ...row, old });
        verdicts.push(verdict);
      }
      expect(verdicts.includes('breaking')).toBe(row.expected === 'breaking');
    }
  });

  it('says something when swapped, and nothing between equal documents', async () => {
    for (const row of pairs) {
      const swapped = await compareRow(xsdFormat, row, true);
      expect(swapped.verdict).toMatch(/safe|risky|breaking/);
      const same = { ...row, new: row.old };
      expect((await compareRow(xsdFormat, same)).changes).toEqual([]);
    }
  });
});

describe('reading XML Schema', () => {
  const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>${order(element('id'))}`;

  it.each<[string, string | Record<string, string>, string]>([
    ['nothing', ' ', 'The document is empty'],
    ['text', 'hello', 'it is no XML'],
    ['an element that does not end', '<a><b></a>', 'in line 1'],
    ['other XML', '<html/>', "its outer element is 'html'"],
    ['another outer element', { 'a.xsd': '<schema/>' }, "'a.xsd' is no XML"],
    ['entities', laughs, 'it declares entities, which are never expanded'],
    ['two outer elements', `${order('')}<b/>`, 'no single outer element'],
    [
      'endless nesting',
      schema('<xs:sequence>'.repeat(5_000) + '</xs:sequence>'.repeat(5_000)),
      'levels deep',
    ],
  ])('refuses %s in a sentence', (_title, document, message) => {
    expect(() => xsdFormat.parse(document)).toThrow(message);
    expect(() => xsdFormat.parse(document)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });

  it('takes entities that every document has for signs', async () => {
    const listed = (value: string) =>
      schema(
        `<xs:element name="a"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="${value}"/></xs:restriction></xs:simpleType></xs:element>`,
      );
    expect(
      await changesBetween(xsdFormat, listed('&lt;&#65;'), listed('&#x3C;A')),
    ).toEqual([]);
  });
});

describe('the same documents in other words', () => {
  it.each([
    [
      'a named type for one inside',
      order(element('id')),
      schema(
        `<xs:complexType name="T"><xs:sequence>${element('id')}</xs:sequence></xs:complexType><xs:element name="order" type="T"/>`,
      ),
    ],
    [
      'another prefix and another order',
      schema(element('a') + element('b')),
      `<schema xmlns="http://www.w3.org/2001/XMLSchema"><element type="string" name="b"/><element name="a" type="string"/></schema>`,
    ],
    [
      'a group for its elements',
      order(element('id') + element('sum')),
      schema(
        `<xs:group name="G"><xs:sequence>${element('id')}${element('sum')}</xs:sequence></xs:group><xs:element name="order"><xs:complexType><xs:group ref="G"/></xs:complexType></xs:element>`,
      ),
    ],
    [
      'an extension for the whole',
      schema(
        `<xs:complexType name="B"><xs:sequence>${element('id')}</xs:sequence></xs:complexType><xs:element name="o"><xs:complexType><xs:complexContent><xs:extension base="B"><xs:sequence>${element('sum')}</xs:sequence><xs:attribute name="x" type="xs:int"/></xs:extension></xs:complexContent></xs:complexType></xs:element>`,
      ),
      schema(
        `<xs:complexType name="B"><xs:sequence>${element('id')}</xs:sequence></xs:complexType><xs:attributeGroup name="G"><xs:attribute name="x" type="xs:int"/></xs:attributeGroup><xs:element name="o"><xs:complexType><xs:sequence>${element('id')}${element('sum')}</xs:sequence><xs:attributeGroup ref="G"/></xs:complexType></xs:element>`,
      ),
    ],
    [
      'two for one that may be repeated',
      order(element('a') + element('a', 'minOccurs="0"')),
      order(element('a', 'maxOccurs="2"')),
    ],
    [
      'a text with attributes by restriction',
      schema(
        '<xs:element name="o"><xs:complexType><xs:simpleContent><xs:extension base="xs:int"><xs:attribute name="u" type="xs:string"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>',
      ),
      schema(
        '<xs:complexType name="T"><xs:simpleContent><xs:extension base="xs:int"><xs:attribute name="u" type="xs:string"/></xs:extension></xs:simpleContent></xs:complexType><xs:element name="o"><xs:complexType><xs:simpleContent><xs:restriction base="T"/></xs:simpleContent></xs:complexType></xs:element>',
      ),
    ],
  ])('is no change: %s', async (_title, before, after) => {
    const changes = await changesBetween(xsdFormat, before, after);
    expect(changes.filter(each => each.rule !== 'xsd-type-added')).toEqual([]);
  });
});

describe('files that include one another', () => {
  const files = (type: string) => ({
    'orders/main.xsd': schema(
      '<xs:include schemaLocation="types.xsd"/><xs:import namespace="urn:m" schemaLocation="../money/money.xsd"/><xs:element name="order"><xs:complexType><xs:sequence><xs:element name="id" type="o:Id"/><xs:element ref="m:sum"/></xs:sequence></xs:complexType></xs:element>',
      'targetNamespace="urn:o" xmlns:o="urn:o" xmlns:m="urn:m"',
    ),
    // It has no namespace of its own, and takes that of who includes it.
    'orders/types.xsd': schema(
      `<xs:simpleType name="Id"><xs:restriction base="Base"/></xs:simpleType><xs:simpleType name="Base"><xs:restriction base="xs:${type}"/></xs:simpleType>`,
    ),
    'money/money.xsd': schema(
      '<xs:element name="sum" type="xs:decimal"/>',
      'targetNamespace="urn:m"',
    ),
  });

  it('are one schema', async () => {
    const changes = await changesBetween(
      xsdFormat,
      files('int'),
      files('date'),
    );
    expect(changes).toEqual([
      expect.objectContaining({
        ...{ rule: 'xsd-type-changed', verdict: 'breaking' },
        ...{
          direction: 'send',
          message: '/order/id changed from int to date.',
        },
      }),
      expect.objectContaining({ direction: 'receive' }),
    ]);
  });

  it('are not fetched when they were not given', async () => {
    const whole = files('int');
    const { 'money/money.xsd': _gone, ...without } = whole;
    const changes = await changesBetween(xsdFormat, whole, without);
    expect(changes).toContainEqual(
      expect.objectContaining({
        verdict: 'unknown',
        message: expect.stringContaining('../money/money.xsd was not given'),
      }),
    );
  });
});

describe('types that hold themselves', () => {
  const tree = (type: string) =>
    schema(
      `<xs:element name="node" type="Node"/><xs:complexType name="Node"><xs:sequence><xs:element name="value" type="xs:${type}"/><xs:element name="child" type="Node" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType>`,
    );

  it('end, and what changed inside is told once', async () => {
    const changes = await changesBetween(
      xsdFormat,
      tree('int'),
      tree('boolean'),
    );
    expect(changes.map(each => each.direction)).toEqual(['send', 'receive']);
  });

  it.each([
    [
      'a type',
      '<xs:simpleType name="T"><xs:restriction base="T"/></xs:simpleType><xs:element name="a" type="T"/>',
    ],
    [
      'a type that extends itself',
      '<xs:complexType name="T"><xs:complexContent><xs:extension base="T"/></xs:complexContent></xs:complexType><xs:element name="a" type="T"/>',
    ],
    [
      'a group',
      '<xs:group name="G"><xs:sequence><xs:group ref="G"/></xs:sequence></xs:group><xs:element name="a"><xs:complexType><xs:group ref="G"/></xs:complexType></xs:element>',
    ],
    [
      'attributes',
      '<xs:attributeGroup name="G"><xs:attributeGroup ref="G"/></xs:attributeGroup><xs:element name="a"><xs:complexType><xs:attributeGroup ref="G"/></xs:complexType></xs:element>',
    ],
    [
      'elements that stand for each other',
      '<xs:element name="a" substitutionGroup="b"/><xs:element name="b" substitutionGroup="a"/>',
    ],
  ])('end: %s', async (_title, text) => {
    expect(await changesBetween(xsdFormat, schema(text), schema(text))).toEqual(
      [],
    );
    const other = schema(element('a'));
    const changes = await changesBetween(xsdFormat, schema(text), other);
    expect(changes).not.toEqual([]);
  });
});

describe('large and odd content models', () => {
  it('are told not to be decided when they have too many states', async () => {
    const names = Array.from({ length: 24 }, (_none, index) => `e${index}`);
    const all = (last: string) =>
      schema(
        `<xs:element name="o"><xs:complexType><xs:all>${names.map(name => element(name)).join('')}${element(last)}</xs:all></xs:complexType></xs:element>`,
      );
    const optional = all('x').replace('name="x"', 'name="x" minOccurs="0"');
    const changes = await changesBetween(xsdFormat, all('x'), optional, {
      direction: 'send',
    });
    expect(changes.map(each => each.verdict)).toContain('unknown');
  });

  it('are compared in time when there are thousands', async () => {
    const large = (type: string) =>
      schema(
        Array.from(
          { length: 3_000 },
          (_none, index) =>
            `<xs:element name="e${index}"><xs:complexType><xs:sequence>${element('a')}<xs:element name="b" type="xs:${index === 7 ? type : 'int'}"/></xs:sequence></xs:complexType></xs:element>`,
        ).join(''),
      );
    const from = performance.now();
    const changes = await changesBetween(
      xsdFormat,
      large('int'),
      large('long'),
      { direction: 'receive' },
    );
    expect(changes).toHaveLength(1);
    expect(performance.now() - from).toBeLessThan(5_000);
  });
});

it('names elements, attributes, and what is going away', () => {
  const parsed = xsdFormat.parse(
    schema(
      '<xs:element name="o"><xs:annotation><xs:documentation>Deprecated, gone on 2027-03-31.</xs:documentation></xs:annotation><xs:complexType><xs:sequence><xs:element name="a" type="xs:int"/></xs:sequence><xs:attribute name="id"/></xs:complexType></xs:element>',
      'targetNamespace="urn:o" version="1.2"',
    ),
  );
  expect(xsdFormat.outline(parsed as never)).toEqual({
    ...{ title: 'urn:o', version: '1.2', dialect: '1.0' },
    elements: [
      {
        ...{ operation: 'o', kind: 'message', deprecated: true },
        ...{ title: 'Deprecated, gone on 2027-03-31.', sunset: '2027-03-31' },
        advice: 'Deprecated, gone on 2027-03-31.',
      },
      { operation: 'o', field: '@id', kind: 'field' },
      { operation: 'o', field: 'a', kind: 'field' },
    ],
  });
});
