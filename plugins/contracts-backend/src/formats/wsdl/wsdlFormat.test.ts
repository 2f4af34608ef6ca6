import { contractFormatSuite } from '@slipway/backstage-plugin-contracts-node/testUtils';
import { changesBetween } from '../../formatSupport/rulePairs';
import { service } from './sampleService';
import { wsdlFormat } from './wsdlFormat';

const base = service();

contractFormatSuite(wsdlFormat, {
  document: base,
  breaking: base.replace(
    'name="amount" type="x:int"',
    'name="sum" type="x:int"',
  ),
  compatible: base.replace(
    '<operation name="Pay"><documentation>',
    '<operation name="Refund"><input message="t:PayIn"/></operation><operation name="Pay"><documentation>',
  ),
  invalid: '<html/>',
});

describe('reading WSDL', () => {
  it.each<[string, string | Record<string, string>, string]>([
    ['nothing', '', 'The document is empty'],
    ['text', 'hello', 'it is no XML'],
    ['other XML', '<html/>', "its outer element is 'html'"],
    [
      'WSDL 2.0',
      '<description xmlns="http://www.w3.org/ns/wsdl"/>',
      'Give WSDL 1.1',
    ],
    [
      'entities',
      `<!DOCTYPE d [<!ENTITY a "b">]>${base.slice(base.indexOf('<definitions'))}`,
      'it declares entities',
    ],
    [
      'endless nesting',
      `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`,
      'levels deep',
    ],
  ])('refuses %s in a sentence', (_title, document, message) => {
    expect(() => wsdlFormat.parse(document)).toThrow(message);
    expect(() => wsdlFormat.parse(document)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });

  it('takes several files for one, and does not mind their order', async () => {
    const schema = /<x:schema[\s\S]*?<\/x:schema>/.exec(base)?.[0] ?? '';
    const files = {
      'types.xsd': schema.replace(
        '<x:schema ',
        '<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema" ',
      ),
      'service.wsdl': base.replace(
        schema,
        '<x:schema><x:include schemaLocation="types.xsd"/></x:schema>',
      ),
    };
    expect(await changesBetween(wsdlFormat, base, files)).toEqual([]);
  });

  it('does not fetch what is elsewhere, and says that it is not known', async () => {
    const without = base.replace(
      /<x:schema[\s\S]*?<\/x:schema>/,
      '<x:schema><x:import schemaLocation="https://example.org/types.xsd"/></x:schema>',
    );
    const changes = await changesBetween(wsdlFormat, base, without);
    expect(changes.map(each => each.verdict)).toContain('unknown');
    expect(await changesBetween(wsdlFormat, without, without)).toEqual([]);
  });
});

it('shows a value that is no longer accepted', async () => {
  const changed = base.replace(
    '<x:element name="amount" type="x:int"/>',
    '<x:element name="amount" type="x:unsignedByte"/>',
  );
  const changes = await changesBetween(wsdlFormat, base, changed, {
    direction: 'send',
  });
  expect(changes).toContainEqual(
    expect.objectContaining({
      ...{ rule: 'xsd-type-changed', verdict: 'breaking' },
      subject: { operation: 'Payments.Pay', field: 'input.pay.amount' },
      counterExample: { value: expect.stringMatching(/^<amount>-?\d+</) },
    }),
  );
});

it('tells a change for each operation that it reaches', async () => {
  const twice = base.replace(
    '<operation name="Ping"><input message="t:PingIn"/></operation>',
    '<operation name="Ping"><input message="t:PayIn"/></operation>',
  );
  const changed = twice.replace('name="amount"', 'name="sum"');
  const changes = await changesBetween(wsdlFormat, twice, changed);
  const hit = new Set(changes.map(each => each.subject?.operation));
  expect([...hit]).toEqual(['Payments.Pay', 'Payments.Ping']);
});

it('names the operations, and what is going away', () => {
  const parsed = wsdlFormat.parse(base);
  expect(wsdlFormat.outline(parsed as never)).toEqual({
    ...{ title: 'PayService', dialect: '1.1' },
    elements: [
      {
        ...{ operation: 'Payments.Pay', kind: 'operation', deprecated: true },
        ...{ title: 'Deprecated from 2027-01-01', sunset: '2027-01-01' },
        advice: 'Deprecated from 2027-01-01',
      },
      { operation: 'Payments.Ping', kind: 'operation' },
    ],
  });
});
