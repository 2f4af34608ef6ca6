import { lineCounter } from './lines';
import { type OutlineKind, outlineOf } from './outline';

/** Each entry in one line, those that belong to another one moved in. */
const read = (kind: OutlineKind, text: string) =>
  outlineOf(kind, text).map(
    entry =>
      `${'  '.repeat(entry.depth)}${entry.kind} ${entry.name} @${entry.line}`,
  );

describe('the outline of SQL', () => {
  it('is what a script creates', () => {
    expect(
      read(
        'sql',
        `CREATE SCHEMA ledger;
-- create table commented (id int);

CREATE TABLE IF NOT EXISTS ledger.entries (
  id bigint
);
create or replace function "ledger"."close_day"(p_day date) returns bigint
  as $$ select 1 $$;
CREATE UNLOGGED TABLE t(id int); CREATE INDEX i ON t (id);
  Create Materialized View balances AS SELECT 1;
ALTER TABLE t ADD COLUMN create_table int;`,
      ),
    ).toEqual([
      'table ledger.entries @4',
      'function ledger.close_day @7',
      'table t @9',
      'view balances @10',
    ]);
  });

  it('is empty for no statement', () => {
    expect(read('sql', 'select 1')).toEqual([]);
  });
});

describe('the outline of Protobuf', () => {
  it('is services with their calls, and messages with what is nested', () => {
    expect(
      read(
        'protobuf',
        `syntax = "proto3";
/* message Gone {
} */
service Payments { // message Not {
  rpc Pay (Request) returns (Answer);
}
message Request {
  message Part { string a = 1; }
  enum State { OPEN = 0; }
}
enum Kind { A = 0; }`,
      ),
    ).toEqual([
      ...['service Payments @4', '  rpc Pay @5', 'message Request @7'],
      ...['  message Part @8', '  enum State @9', 'enum Kind @11'],
    ]);
  });
});

describe('the outline of XML', () => {
  const schema = `<?xml version="1.0"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <!-- <xs:element name="gone"/> -->
  <xs:element name="order"
      type="a>b">
    <xs:complexType><xs:sequence>
      <xs:element name='parcel'/>
      <xs:element ref="label"/>
    </xs:sequence><xs:attribute name="id"/></xs:complexType>
  </xs:element>
  <xs:simpleType name="weight"/>
</xs:schema>`;

  it('is the elements and types of a schema, with their parts', () => {
    expect(read('xsd', schema)).toEqual([
      ...['element order @4', '  element parcel @7', '  attribute id @9'],
      'simpleType weight @11',
    ]);
  });

  it('is what a WSDL offers, each operation once', () => {
    expect(
      read(
        'wsdl',
        `<definitions name="Labels"><types>
<s:schema><s:element name="label"/></s:schema></types>
<message name="OrderIn"><part name="body"/></message>
<portType name="Labels">
  <operation name="Order"><input/></operation>
</portType>
<binding name="B"><operation name="Order"/></binding>
<service name="Labels"><port name="P"/></service>
</definitions>`,
      ),
    ).toEqual([
      ...['element label @2', 'message OrderIn @3', 'portType Labels @4'],
      ...['  operation Order @5', 'service Labels @8'],
    ]);
  });

  it('survives a text that is no XML', () => {
    expect(read('xsd', '</a></b><<< name="x"')).toEqual([]);
  });
});

describe('the outline of a data contract', () => {
  it('is its tables or files, with their columns', () => {
    expect(
      read(
        'odcs',
        `name: Settlement file
schema:
  - name: settlements
    properties:
      - name: day
      - { name: amount, required: true }
  - physicalType: csv
`,
      ),
    ).toEqual([
      'table settlements @3',
      '  column day @5',
      '  column amount @6',
    ]);
  });

  it('is the same in the older edition', () => {
    expect(
      read('odcs', 'dataset:\n  - table: t\n    columns:\n      - column: c\n'),
    ).toEqual(['table t @2', '  column c @4']);
  });
});

describe('the outline of Avro', () => {
  it('is records with their fields, also those that are nested', () => {
    expect(
      read(
        'avro',
        `{ "type": "record",
  "fields": [
    { "name": "id", "type": "string" },
    { "name": "lines", "type": { "type": "array",
      "items": { "type": "record", "name": "Line", "fields": [] } } },
    { "name": "state", "type": ["null",
      { "type": "enum", "name": "State", "symbols": ["A"] }] }
  ],
  "name": "Order" }`,
      ),
    ).toEqual([
      ...['record Order @9', '  field id @3', '  field lines @4'],
      ...['  field state @6', 'record Line @5', 'enum State @7'],
    ]);
  });

  it('is each of several types', () => {
    expect(
      read(
        'avro',
        '[{"type":"fixed","name":"A"},\n{"type":"enum","name":"B"}]',
      ),
    ).toEqual(['fixed A @1', 'enum B @2']);
  });

  it('is empty for a plain type', () => {
    expect(read('avro', '"string"')).toEqual([]);
  });
});

describe('the outline of a JSON Schema', () => {
  it('is properties and definitions, with the properties of each', () => {
    expect(
      read(
        'json-schema',
        `{
  "properties": {
    "id": {},
    "line": { "properties": { "price": {} } }
  },
  "$defs": {
    "Money": { "properties": {
      "value": {} } },
    "any": true
  }
}`,
      ),
    ).toEqual([
      ...['property id @3', 'property line @4', '  property price @4'],
      ...['definition Money @7', '  property value @8', 'definition any @9'],
    ]);
  });

  it('is the same in YAML, and in older drafts', () => {
    expect(read('json-schema', 'definitions:\n  A: {}\n')).toEqual([
      'definition A @2',
    ]);
  });
});

describe('a text that cannot be read', () => {
  const kinds: OutlineKind[] = [
    ...(['avro', 'json-schema', 'odcs', 'protobuf'] as const),
    ...(['sql', 'wsdl', 'xsd'] as const),
  ];

  it.each(kinds)('has no outline, and breaks nothing (%s)', kind => {
    for (const text of ['', '{"a": [', '\u0000', '- : : -\n\t- x', '<a']) {
      expect(outlineOf(kind, text)).toEqual([]);
    }
  });

  it.each(kinds)('is given up quickly when it is long (%s)', kind => {
    const text = `${'create '.repeat(20_000)}<a ${'b="'.repeat(20_000)}`;
    const start = performance.now();

    outlineOf(kind, text);

    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

describe('lineCounter', () => {
  it('counts lines from 1, a line with its end', () => {
    const lineOf = lineCounter('ab\n\nc');

    expect([0, 2, 3, 4, 5].map(lineOf)).toEqual([1, 1, 2, 3, 3]);
    expect(lineCounter('')(0)).toBe(1);
  });
});
