import { type RulePair, rulePairsSuite } from '../../formatSupport/rulePairs';
import { xsdFormat } from './xsdFormat';

const schema = (text: string) =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${text}</xs:schema>`;
const typed = (type: string, more = '') =>
  schema(`<xs:element name="a" type="xs:${type}" ${more}/>`);
const restricted = (base: string, facets: string) =>
  schema(
    `<xs:element name="a"><xs:simpleType><xs:restriction base="xs:${base}">${facets}</xs:restriction></xs:simpleType></xs:element>`,
  );
const withAttribute = (attribute: string) =>
  schema(
    `<xs:element name="a"><xs:complexType>${attribute}</xs:complexType></xs:element>`,
  );
const facet = (name: string, value: string | number) =>
  `<xs:${name} value="${value}"/>`;
const id = (more = '', type = 'int') =>
  `<xs:attribute name="id" type="xs:${type}" ${more}/>`;
const union = (members: string) =>
  schema(
    `<xs:element name="a"><xs:simpleType><xs:union memberTypes="${members}"/></xs:simpleType></xs:element>`,
  );
const list = (item: string) =>
  schema(
    `<xs:element name="a"><xs:simpleType><xs:list itemType="xs:${item}"/></xs:simpleType></xs:element>`,
  );

type Row = [
  title: string,
  before: string,
  after: string,
  rules: string,
  verdict: RulePair['verdict'],
  more?: Partial<RulePair>,
];

const types: Row[] = [
  [
    'a wider number is safe for who sends',
    typed('int'),
    typed('long'),
    'type-changed',
    'safe',
    { direction: 'send' },
  ],
  [
    'a wider number breaks who receives it',
    typed('int'),
    typed('long'),
    'type-changed',
    'breaking',
    { direction: 'receive' },
  ],
  [
    'a number in place of a text breaks who sends texts',
    typed('string'),
    typed('int'),
    'type-changed',
    'breaking',
    { change: { direction: 'send', counterExample: { value: '<a>x</a>' } } },
  ],
  [
    'a text in place of a date is safe for who sends',
    typed('date'),
    typed('string'),
    'type-changed',
    'safe',
    { direction: 'send' },
  ],
  [
    'a moment in place of a day breaks',
    typed('date'),
    typed('dateTime'),
    'type-changed',
    'breaking',
    { change: { counterExample: { value: '<a>2026-01-31</a>' } } },
  ],
  [
    'a decimal in place of a float breaks who sends powers of ten',
    typed('double'),
    typed('decimal'),
    'type-changed',
    'breaking',
    { direction: 'send', change: { counterExample: { value: '<a>1E1</a>' } } },
  ],
  [
    'one more type of several is safe for who sends',
    union('xs:int'),
    union('xs:int xs:date'),
    'type-changed',
    'safe',
    { direction: 'send' },
  ],
  [
    'one type less of several breaks who sends it',
    union('xs:int xs:date'),
    union('xs:int'),
    'type-changed',
    'breaking',
    {
      direction: 'send',
      change: { counterExample: { value: '<a>2026-01-31</a>' } },
    },
  ],
  [
    'a list of other values breaks',
    list('string'),
    list('int'),
    'type-changed',
    'breaking',
    { direction: 'send' },
  ],
  [
    'elements in place of a text break',
    typed('string'),
    schema(
      '<xs:element name="a"><xs:complexType><xs:sequence><xs:element name="b" type="xs:int"/></xs:sequence></xs:complexType></xs:element>',
    ),
    'type-changed',
    'breaking',
  ],
];

const attributes: Row[] = [
  [
    'an attribute that is gone breaks who sends it',
    withAttribute(id()),
    withAttribute(''),
    'attribute-removed',
    'breaking',
    {
      direction: 'send',
      change: { subject: { operation: 'a', field: '@id' } },
    },
  ],
  [
    'an optional attribute that is gone is safe for who receives',
    withAttribute(id()),
    withAttribute(''),
    'attribute-removed',
    'safe',
    { direction: 'receive' },
  ],
  [
    'an attribute that any takes is safe for who sends it',
    withAttribute(id()),
    withAttribute('<xs:anyAttribute processContents="skip"/>'),
    'attribute-removed wildcard-changed',
    'safe',
    { direction: 'send' },
  ],
  [
    'a new optional attribute is safe for who sends',
    withAttribute(''),
    withAttribute(id()),
    'attribute-added',
    'safe',
    { direction: 'send' },
  ],
  [
    'a new required attribute breaks who sends',
    withAttribute(''),
    withAttribute(id('use="required"')),
    'attribute-added',
    'breaking',
    {
      direction: 'send',
      change: {
        message: '/a/@id was added and is required.',
        counterExample: { value: '<a/>' },
      },
    },
  ],
  [
    'an attribute that became required breaks who leaves it out',
    withAttribute(id()),
    withAttribute(id('use="required"')),
    'attribute-required',
    'breaking',
    { change: { direction: 'send' } },
  ],
  [
    'an attribute that became optional breaks who relies on it',
    withAttribute(id('use="required"')),
    withAttribute(id()),
    'attribute-optional',
    'breaking',
    { change: { direction: 'receive' } },
  ],
  [
    'another type of an attribute breaks',
    withAttribute(id('', 'string')),
    withAttribute(id()),
    'type-changed',
    'breaking',
    { change: { counterExample: { value: '<a id="x"/>' } } },
  ],
];

const facets: Row[] = [
  [
    'a value that is gone breaks who sends it',
    restricted('string', facet('enumeration', 'x') + facet('enumeration', 'y')),
    restricted('string', facet('enumeration', 'x')),
    'enumeration-value-removed',
    'breaking',
    {
      direction: 'send',
      change: {
        message: "/a may no longer be 'y'.",
        subject: { operation: 'a', values: ['y'] },
        counterExample: { value: '<a>y</a>' },
      },
    },
  ],
  [
    'a new value breaks who receives it',
    restricted('string', facet('enumeration', 'x')),
    restricted('string', facet('enumeration', 'x') + facet('enumeration', 'y')),
    'enumeration-value-added',
    'breaking',
    { change: { direction: 'receive' } },
  ],
  [
    'a list of values breaks who sends others',
    typed('string'),
    restricted('string', facet('enumeration', 'x')),
    'enumeration-changed',
    'breaking',
    { change: { direction: 'send' } },
  ],
  [
    'a shorter text breaks who sends longer ones',
    restricted('string', facet('maxLength', 9)),
    restricted('string', facet('maxLength', 8)),
    'facet-tightened',
    'breaking',
    { direction: 'send' },
  ],
  [
    'a longer text is safe for who sends',
    restricted('string', facet('maxLength', 8)),
    restricted('string', facet('maxLength', 9)),
    'facet-loosened',
    'safe',
    { direction: 'send' },
  ],
  [
    'fewer digits behind the point break',
    restricted('decimal', facet('fractionDigits', 2)),
    restricted('decimal', facet('fractionDigits', 1)),
    'facet-tightened',
    'breaking',
    { change: { direction: 'send' } },
  ],
  [
    'a later first day breaks who sends earlier ones',
    restricted('date', facet('minInclusive', '2026-01-01')),
    restricted('date', facet('minInclusive', '2026-02-01')),
    'facet-tightened',
    'breaking',
    { direction: 'send' },
  ],
  [
    'a narrower pattern breaks who sends other texts',
    restricted('string', facet('pattern', '[A-Z]{2,3}')),
    restricted('string', facet('pattern', '[A-Z]{3}')),
    'pattern-changed',
    'breaking',
    { direction: 'send', change: { counterExample: { value: '<a>AA</a>' } } },
  ],
  [
    'a wider pattern is safe for who sends',
    restricted('string', facet('pattern', '\\d{3}')),
    restricted('string', facet('pattern', '\\d{2,4}')),
    'pattern-changed',
    'safe',
    { direction: 'send' },
  ],
  [
    'a pattern that takes one class from another is not told',
    restricted('string', facet('pattern', '[a-z-[x]]')),
    restricted('string', facet('pattern', '[a-z-[y]]')),
    'pattern-changed',
    'unknown',
  ],
  [
    'a fixed value breaks who sends others',
    typed('string'),
    typed('string', 'fixed="x"'),
    'fixed-value-changed',
    'breaking',
    { change: { direction: 'send' } },
  ],
  [
    'another default is risky',
    typed('string', 'default="x"'),
    typed('string', 'default="y"'),
    'default-changed',
    'risky',
  ],
  [
    'other words are safe',
    typed('string'),
    schema(
      '<xs:element name="a" type="xs:string"><xs:annotation><xs:documentation>Words</xs:documentation></xs:annotation></xs:element>',
    ),
    'description-changed',
    'safe',
  ],
];

rulePairsSuite(
  xsdFormat,
  [...types, ...attributes, ...facets].map(
    ([title, before, after, rules, verdict, more]): RulePair => ({
      ...{ title, before, after, verdict, rules: rules.split(' ') },
      ...more,
    }),
  ),
  rule =>
    /^(type-changed|attribute|enumeration|facet|pattern|fixed|default|description)/.test(
      rule,
    ),
);
