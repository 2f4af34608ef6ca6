import { type RulePair, rulePairsSuite } from '../../formatSupport/rulePairs';
import { xsdFormat } from './xsdFormat';

const schema = (text: string, more = '') =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" ${more}>${text}</xs:schema>`;
const order = (text: string) =>
  schema(
    `<xs:element name="order"><xs:complexType>${text}</xs:complexType></xs:element>`,
  );
const sequence = (text: string) => order(`<xs:sequence>${text}</xs:sequence>`);
const element = (name: string, more = '') =>
  `<xs:element name="${name}" type="xs:string" ${more}/>`;

type Row = [
  title: string,
  before: RulePair['before'],
  after: RulePair['after'],
  rules: string,
  verdict: RulePair['verdict'],
  more?: Partial<RulePair>,
];

const documents: Row[] = [
  [
    'another namespace breaks',
    schema(element('a'), 'targetNamespace="urn:a"'),
    schema(element('a'), 'targetNamespace="urn:b"'),
    'target-namespace-changed',
    'breaking',
  ],
  [
    'an outer element that is gone breaks who sends it',
    schema(element('a') + element('b')),
    schema(element('a')),
    'root-element-removed',
    'breaking',
    { direction: 'send', change: { subject: { operation: 'b' } } },
  ],
  [
    'a new outer element is risky for who receives',
    schema(element('a')),
    schema(element('a') + element('b')),
    'root-element-added',
    'risky',
    { change: { direction: 'receive' } },
  ],
  [
    'a type that is gone breaks where only types stand',
    schema('<xs:complexType name="A"/><xs:complexType name="B"/>'),
    schema('<xs:complexType name="A"/>'),
    'type-removed',
    'breaking',
  ],
  [
    'a new type is safe',
    schema('<xs:complexType name="A"/>'),
    schema('<xs:complexType name="A"/><xs:complexType name="B"/>'),
    'type-added',
    'safe',
  ],
  [
    'a type of a file that was not given is not known',
    schema(
      '<xs:import schemaLocation="other.xsd"/><xs:element name="a" type="T"/>',
    ),
    schema(element('a')),
    'type-unknown',
    'unknown',
    {
      direction: 'send',
      change: {
        message:
          '/a changed from T to string. What that means could not be told: the type T is declared in no file that was given; other.xsd was not given and is not fetched.',
      },
    },
  ],
  [
    'a type that no element uses is risky at most',
    schema(
      `${element('a')}<xs:complexType name="T"><xs:sequence>${element('b')}</xs:sequence></xs:complexType>`,
    ),
    schema(
      `${element('a')}<xs:complexType name="T"><xs:sequence>${element('c')}</xs:sequence></xs:complexType>`,
    ),
    'element-removed element-required-added',
    'risky',
  ],
];

const contents: Row[] = [
  [
    'an element that is gone breaks who sends it',
    sequence(element('a') + element('b', 'minOccurs="0"')),
    sequence(element('a')),
    'element-removed',
    'breaking',
    {
      direction: 'send',
      change: {
        message: '/order/b was removed.',
        subject: { operation: 'order', field: 'b' },
        counterExample: { value: '<order><a/><b/></order>' },
      },
    },
  ],
  [
    'an optional element that is gone is safe for who receives',
    sequence(element('a') + element('b', 'minOccurs="0"')),
    sequence(element('a')),
    'element-removed',
    'safe',
    { direction: 'receive' },
  ],
  [
    'a required element that is gone breaks who receives',
    sequence(element('a') + element('b')),
    sequence(element('a')),
    'element-removed',
    'breaking',
    { direction: 'receive' },
  ],
  [
    'a new required element breaks who sends',
    sequence(element('a')),
    sequence(element('a') + element('b')),
    'element-required-added',
    'breaking',
    { direction: 'send' },
  ],
  [
    'a new optional element is safe for who sends',
    sequence(element('a')),
    sequence(element('a') + element('b', 'minOccurs="0"')),
    'element-optional-added',
    'safe',
    { direction: 'send' },
  ],
  [
    'a new optional element breaks who receives it',
    sequence(element('a')),
    sequence(element('a') + element('b', 'minOccurs="0"')),
    'element-optional-added',
    'breaking',
    { change: { direction: 'receive' } },
  ],
  [
    'fewer repetitions break who sends more',
    sequence(element('a', 'maxOccurs="3"')),
    sequence(element('a', 'maxOccurs="2"')),
    'occurrence-tightened',
    'breaking',
    { change: { counterExample: { value: '<order><a/><a/><a/></order>' } } },
  ],
  [
    'more repetitions break who receives them',
    sequence(element('a', 'maxOccurs="2"')),
    sequence(element('a', 'maxOccurs="unbounded"')),
    'occurrence-loosened',
    'breaking',
    { change: { direction: 'receive' } },
  ],
  [
    'another order breaks',
    sequence(element('a') + element('b')),
    sequence(element('b') + element('a')),
    'content-changed',
    'breaking',
    { change: { counterExample: { value: '<order><a/><b/></order>' } } },
  ],
  [
    'any order is safe for who sends one',
    sequence(element('a') + element('b')),
    order(`<xs:all>${element('b')}${element('a')}</xs:all>`),
    'content-changed',
    'breaking',
    { change: { direction: 'receive' } },
  ],
  [
    'a choice in place of a sequence breaks',
    sequence(element('a') + element('b')),
    order(`<xs:choice>${element('a')}${element('b')}</xs:choice>`),
    'occurrence-loosened content-changed',
    'breaking',
  ],
  [
    'any other element is safe for who sends',
    sequence(element('a')),
    sequence(`${element('a')}<xs:any minOccurs="0" processContents="lax"/>`),
    'wildcard-changed',
    'safe',
    { direction: 'send' },
  ],
  [
    'no other elements break who sends them',
    sequence(`${element('a')}<xs:any minOccurs="0" processContents="skip"/>`),
    sequence(element('a')),
    'wildcard-changed',
    'breaking',
    { direction: 'send' },
  ],
  [
    'text between elements breaks who receives it',
    order(`<xs:sequence>${element('a')}</xs:sequence>`),
    schema(
      `<xs:element name="order"><xs:complexType mixed="true"><xs:sequence>${element('a')}</xs:sequence></xs:complexType></xs:element>`,
    ),
    'mixed-changed',
    'breaking',
    { change: { direction: 'receive' } },
  ],
  [
    'an element that may no longer be nil breaks who sends it so',
    sequence(element('a', 'nillable="true"')),
    sequence(element('a')),
    'nillable-changed',
    'breaking',
    { change: { direction: 'send' } },
  ],
  [
    'an element that only others stand for breaks',
    schema(
      `${element('a')}<xs:element name="b" type="xs:string" substitutionGroup="a"/>`,
    ),
    schema(
      `${element('a', 'abstract="true"')}<xs:element name="b" type="xs:string" substitutionGroup="a"/>`,
    ),
    'abstract-changed',
    'breaking',
    { direction: 'send' },
  ],
  [
    'one more element that stands for another breaks who receives it',
    schema(
      `<xs:element name="o"><xs:complexType><xs:sequence><xs:element ref="a"/></xs:sequence></xs:complexType></xs:element>${element('a')}${element('b')}`,
    ),
    schema(
      `<xs:element name="o"><xs:complexType><xs:sequence><xs:element ref="a"/></xs:sequence></xs:complexType></xs:element>${element('a')}${element('b', 'substitutionGroup="a"')}`,
    ),
    'occurrence-loosened element-optional-added',
    'breaking',
    { direction: 'receive' },
  ],
  [
    'values that have to be unique break who repeats them',
    schema('<xs:element name="o" type="xs:string"/>'),
    schema(
      '<xs:element name="o" type="xs:string"><xs:unique name="u"><xs:selector xpath="a"/><xs:field xpath="@id"/></xs:unique></xs:element>',
    ),
    'identity-added',
    'breaking',
    { change: { message: '/o has to hold: unique selector a, field @id.' } },
  ],
  [
    'values that need not be unique break who relies on it',
    schema(
      '<xs:element name="o" type="xs:string"><xs:key name="u"><xs:selector xpath="a"/><xs:field xpath="@id"/></xs:key></xs:element>',
    ),
    schema('<xs:element name="o" type="xs:string"/>'),
    'identity-removed',
    'breaking',
    { change: { direction: 'receive' } },
  ],
];

rulePairsSuite(
  xsdFormat,
  [...documents, ...contents].map(
    ([title, before, after, rules, verdict, more]): RulePair => ({
      ...{ title, before, after, verdict, rules: rules.split(' ') },
      ...more,
    }),
  ),
  rule =>
    /^(target|root|type-(removed|added|unknown)|element|occurr|content|wild|mixed|nill|abstract|identity)/.test(
      rule,
    ),
);
