import { type RulePair, rulePairsSuite } from '../../formatSupport/rulePairs';
import { service } from './sampleService';
import { wsdlFormat } from './wsdlFormat';

type Row = [
  title: string,
  change: (text: string) => string,
  rules: string,
  verdict: RulePair['verdict'],
  more?: Partial<RulePair>,
];

const base = service();
const replace = (from: string, to: string) => (text: string) => {
  if (!text.includes(from)) throw new Error(`There is no ${from}`);
  return text.replace(from, to);
};
const PAY = '<operation name="Pay">';
const BOUND =
  '<operation name="Ping"><soap:operation soapAction="urn:ping"/><input><soap:body use="literal"/></input></operation>';

const rows: Row[] = [
  [
    'another namespace breaks',
    replace('targetNamespace="urn:pay"', 'targetNamespace="urn:other"'),
    'namespace-changed',
    'breaking',
  ],
  [
    'an operation that is gone breaks',
    replace(
      '<operation name="Ping"><input message="t:PingIn"/></operation>',
      '',
    ),
    'operation-removed',
    'breaking',
    { change: { subject: { operation: 'Payments.Ping' } } },
  ],
  [
    'a new operation is safe',
    replace(
      PAY,
      `<operation name="Refund"><input message="t:PayIn"/></operation>${PAY}`,
    ),
    'operation-added',
    'safe',
  ],
  [
    'another name for all operations is risky',
    text =>
      text
        .replaceAll('"Payments"', '"PaymentsV2"')
        .replaceAll('t:Payments"', 't:PaymentsV2"'),
    'port-type-renamed',
    'risky',
  ],
  [
    'no more answer breaks',
    replace('<output message="t:PayOut"/>', ''),
    'exchange-changed',
    'breaking',
  ],
  [
    'another part in a request breaks who sends',
    replace('element="t:pay"', 'element="t:ping"'),
    'part-changed',
    'breaking',
    {
      change: {
        direction: 'send',
        message:
          "The input of Payments.Pay is 'body: ping' now, where it was 'body: pay'.",
      },
    },
  ],
  [
    'another part in a request is safe for who receives',
    replace('element="t:pay"', 'element="t:ping"'),
    'part-changed',
    'safe',
    { direction: 'receive' },
  ],
  [
    'one more part in a request breaks who leaves it out',
    replace(
      '<part name="token" type="x:string"/>',
      '<part name="token" type="x:string"/><part name="more" type="x:int"/>',
    ),
    'part-added',
    'breaking',
    { change: { direction: 'send' } },
  ],
  [
    'a part of a request that is gone breaks who sends it',
    replace('<part name="token" type="x:string"/>', ''),
    'part-removed',
    'breaking',
  ],
  [
    'a part that is declared nowhere is not known',
    replace('element="t:paid"', 'element="t:paid2"'),
    'part-changed',
    'breaking',
  ],
  [
    'a message that is declared nowhere is not known',
    replace('<message name="PingIn">', '<message name="PingIn2">'),
    'part-unknown',
    'unknown',
    { change: { direction: 'send' } },
  ],
  [
    'a required element in a request breaks who sends',
    replace(
      '<x:element name="amount" type="x:int"/>',
      '<x:element name="amount" type="x:int"/><x:element name="day" type="x:date"/>',
    ),
    'xsd-element-required-added',
    'breaking',
    {
      direction: 'send',
      change: {
        subject: {
          operation: 'Payments.Pay',
          field: 'input.pay.day',
          hits: 'who-omits',
        },
      },
    },
  ],
  [
    'an optional element in a request is safe',
    replace(
      '<x:element name="amount" type="x:int"/>',
      '<x:element name="amount" type="x:int"/><x:element name="day" type="x:date" minOccurs="0"/>',
    ),
    'xsd-element-optional-added',
    'safe',
  ],
  [
    'an element in an answer breaks who receives it',
    replace(
      '<x:element name="paid" type="x:int"/>',
      '<x:element name="paid" type="x:string"/>',
    ),
    'xsd-type-changed',
    'breaking',
    { change: { direction: 'receive' } },
  ],
  [
    'a wider type of a part breaks nobody who sends it',
    replace(
      '<part name="token" type="x:string"/>',
      '<part name="token" type="x:anySimpleType"/>',
    ),
    'xsd-type-changed',
    'safe',
  ],
  [
    'another fault is risky',
    replace(
      '<fault name="Refused" message="t:Fault"/>',
      '<fault name="Refused" message="t:Fault"/><fault name="Late" message="t:Fault"/>',
    ),
    'fault-added',
    'risky',
    { change: { direction: 'receive' } },
  ],
  [
    'a fault that is gone is safe',
    replace('<fault name="Refused" message="t:Fault"/>', ''),
    'fault-removed',
    'safe',
  ],
  [
    'another protocol breaks',
    replace(
      'transport="http://schemas.xmlsoap.org/soap/http"',
      'transport="urn:jms"',
    ),
    'protocol-changed',
    'breaking',
  ],
  [
    'a binding of another protocol that is gone breaks',
    text => text.replace(/<binding name="Plain"[\s\S]*?<\/binding>/, ''),
    'binding-removed',
    'breaking',
  ],
  [
    'a binding of another protocol is safe',
    replace(
      '<service',
      '<binding name="Third" type="t:Payments"><y:binding xmlns:y="urn:y"/></binding><service',
    ),
    'binding-added',
    'safe',
  ],
  [
    'another action breaks who sends',
    replace('soapAction="urn:pay"', 'soapAction="urn:pay2"'),
    'soap-action-changed',
    'breaking',
    { change: { direction: 'send' } },
  ],
  [
    'another style breaks',
    replace('style="document"', 'style="rpc"'),
    'style-changed',
    'breaking',
  ],
  [
    'encoded in place of literal breaks',
    replace(BOUND, BOUND.replace('literal', 'encoded')),
    'style-changed',
    'breaking',
  ],
  [
    'a header that is asked for breaks who leaves it out',
    replace(
      BOUND,
      BOUND.replace(
        '</input>',
        '<soap:header message="t:PingIn" part="token"/></input>',
      ),
    ),
    'header-added',
    'breaking',
  ],
  [
    'a header that is gone is risky',
    replace('<soap:header message="t:Fault" part="body" use="literal"/>', ''),
    'header-removed',
    'risky',
  ],
  [
    'another address is risky',
    replace(
      'location="https://a.example/pay"',
      'location="https://b.example/pay"',
    ),
    'address-changed',
    'risky',
  ],
  [
    'a port that is gone breaks',
    text => text.replace(/<port [\s\S]*?<\/port>/, ''),
    'port-removed',
    'breaking',
  ],
  [
    'one more port is safe',
    replace(
      '</service>',
      '<port name="Two" binding="t:Plain"><h:address xmlns:h="urn:h" location="https://c.example"/></port></service>',
    ),
    'port-added',
    'safe',
  ],
  [
    'other words are safe',
    replace('Takes a payment', 'Takes money'),
    'description-changed',
    'safe',
  ],
  [
    'a new service of more operations is safe',
    replace(
      '<portType name="Payments">',
      '<portType name="More"><operation name="X"><input message="t:PingIn"/></operation></portType><portType name="Payments">',
    ),
    'operation-added',
    'safe',
  ],
];

rulePairsSuite(
  wsdlFormat,
  rows.map(([title, change, rules, verdict, more]): RulePair => ({
    ...{ title, before: base, after: change(base), verdict },
    ...{ rules: rules.split(' '), ...more },
  })),
);
