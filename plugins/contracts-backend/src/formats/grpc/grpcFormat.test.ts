import {
  compareRow,
  contractFormatSuite,
  type CorpusRow,
  describeWithCorpus,
  scoreRows,
} from '@slipway/backstage-plugin-contracts-node/testUtils';
import { changesBetween } from '../../formatSupport/rulePairs';
import { grpcFormat } from './grpcFormat';

const payments = `
  syntax = "proto3";
  package payments.v1;
  service Payments { rpc Pay(PayRequest) returns (PayResponse); }
  message PayRequest { int64 amount = 1; string currency = 2; }
  message PayResponse { string id = 1; }
`;

contractFormatSuite(grpcFormat, {
  document: payments,
  breaking: payments.replace('int64 amount', 'string amount'),
  compatible: payments.replace('string id = 1;', 'string id = 1; bool ok = 2;'),
  invalid: '{"openapi": "3.1.0"}',
});

// The promise for bytes and JSON has no rule about operations, but who calls
// one that is gone is refused; and one pair was judged under paths that do not
// belong together, so its change of a package was not seen.
const CONTESTED = [
  'buf-package_service_no_delete',
  'buf-rpc_no_delete',
  'buf-file_same_syntax',
];

describeWithCorpus('protobuf-buf', rows => {
  const expected = (row: CorpusRow) =>
    row.category_verdicts?.WIRE_JSON === 'breaking'
      ? 'breaking'
      : 'non-breaking';

  it('is judged by the promises for bytes and JSON', async () => {
    const firm = rows.filter(row => row.firm && !CONTESTED.includes(row.id));
    const score = await scoreRows(grpcFormat, firm, { expected });

    expect(score.rows).toBeGreaterThan(50);
    expect(score).toMatchObject({ missed: [], undecided: [] });
    expect(score.right / score.rows).toBeGreaterThanOrEqual(0.97);
  });

  it('is called breaking where it is contested, as its own test says', async () => {
    for (const row of rows.filter(each => CONTESTED.includes(each.id))) {
      expect(row.expected).toBe('breaking');
      expect((await compareRow(grpcFormat, row)).verdict).toBe('breaking');
    }
  });

  it('says nothing between equal documents, and something when swapped', async () => {
    for (const row of rows) {
      const swapped = await compareRow(grpcFormat, row, true);
      expect(swapped.verdict).toMatch(/safe|risky|breaking/);
      const same = { ...row, new: row.old };
      expect((await compareRow(grpcFormat, same)).changes).toEqual([]);
    }
  });

  it('is breaking or risky wherever code that was generated breaks', async () => {
    for (const row of rows) {
      const { verdict } = await compareRow(grpcFormat, row);
      expect(['breaking', 'risky']).toContain(verdict);
    }
  });
});

describe('reading Protobuf', () => {
  it.each<[string, string | Record<string, string>, string]>([
    ['nothing', '', 'The document is empty'],
    ['a map without Protobuf', { 'buf.yaml': 'version: v1' }, 'no Protobuf'],
    ['a message that does not end', 'message A {', 'the file ends too early'],
    ['a field without a number', 'message A { int32 a; }', "'=' is missing"],
    ['other text', 'hello', 'nothing of Protobuf begins like this in line 1'],
    ['signs that mean nothing', 'message A { # }', 'which cannot be read'],
    ['a text that does not end', 'syntax = "proto3', 'cannot be read'],
    ['a number that is none', 'message A { int32 a = b; }', 'a number is'],
    [
      'a broken file of several, by its name',
      { 'a.proto': '', 'b.proto': 'enum' },
      "'b.proto'",
    ],
    ['endless nesting', 'message A {'.repeat(5_000), 'nested more than'],
  ])('refuses %s in a sentence', (_title, document, message) => {
    expect(() => grpcFormat.parse(document)).toThrow(message);
    expect(() => grpcFormat.parse(document)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });

  it('reads all that a file may hold', async () => {
    const all = `
      // A comment
      edition = "2023"; /* and
      another */
      import public "other.proto"; import weak 'more.proto';
      option (custom).deep = { a: 1, b: [1, 2] c { d: "x" 'y' } [p.ext]: -inf };
      export message M {
        extensions 1000 to max [declaration = { number: 1000, full_name: ".a" }];
        reserved 7, 0x10 to 0x1F; reserved old_name, "other";
        map<string, .p.M> m = 1 [(x) = "a", features = { field_presence: IMPLICIT }];
        oneof o { option (y) = true; int32 a = 2; }
        local enum E { option allow_alias = true; A = 0; B = -1 [deprecated = true]; reserved -5 to max; };
        repeated float message = 4 [default = 1.5e3];
      }
      extend M { string note = 1000; }
      service S { option (z) = 1; rpc X(stream M) returns (stream .p.M) { option deprecated = true; }; }
    `;
    expect(await changesBetween(grpcFormat, all, all)).toEqual([]);
    const { elements } = grpcFormat.outline(grpcFormat.parse(all) as never);
    expect(elements).toContainEqual({
      ...{ operation: 'S/X', kind: 'operation', deprecated: true },
    });
    expect(elements.map(({ field }) => field)).toContain('message');
  });

  it('reads groups of the second edition, in a message, a oneof and an extension', async () => {
    const groups = `
      message M {
        optional group One = 1 { optional int32 a = 1; }
        oneof o { group Two = 2 { optional int32 b = 1; } }
        extensions 5;
      }
      extend M { repeated group Three = 5 { optional int32 c = 1; } }
    `;
    const changed = groups.replace('int32 b', 'bool b');
    expect(await changesBetween(grpcFormat, groups, changed)).toMatchObject([
      { rule: 'grpc-field-type-changed', subject: { operation: 'M.Two' } },
    ]);
  });
});

describe('types of several files', () => {
  const files = (type: string) => ({
    'a.proto':
      'syntax = "proto3"; package a; import "b.proto"; message A { b.B inside = 1; google.protobuf.Any any = 2; }',
    'b.proto': `syntax = "proto3"; package b; message B { A self = 1; ${type} n = 2; message A {} }`,
  });

  it('are found from the inside out, and what changed is told once', async () => {
    const changes = await changesBetween(
      grpcFormat,
      files('int32'),
      files('double'),
    );
    expect(changes).toMatchObject([
      { verdict: 'breaking', subject: { operation: 'b.B', field: 'n' } },
    ]);
  });

  it('may stand in another file without a break', async () => {
    const moved = {
      'a.proto': proto('message A { B b = 1; } message B {}'),
    };
    const before = {
      'a.proto': proto('message A { B b = 1; }'),
      'b.proto': proto('message B {}'),
    };
    const changes = await changesBetween(grpcFormat, before, moved);
    expect(changes).toMatchObject([{ rule: 'grpc-file-removed' }]);
  });

  it('end though they hold each other', async () => {
    const circle = proto(
      'message A { B b = 1; } message B { A a = 1; } service S { rpc X(A) returns (B); }',
    );
    expect(await changesBetween(grpcFormat, circle, circle)).toEqual([]);
  });
});

function proto(text: string): string {
  return `syntax = "proto3"; package p; ${text}`;
}

it('compares 20,000 fields in time', async () => {
  const large = (type: string) =>
    proto(
      Array.from(
        { length: 2_000 },
        (_none, index) =>
          `message M${index} { ${Array.from({ length: 10 }, (_also, at) => `${index === 1_000 ? type : 'int32'} field_${at} = ${at + 1};`).join(' ')} }`,
      ).join('\n'),
    );
  const from = performance.now();
  const changes = await changesBetween(
    grpcFormat,
    large('int32'),
    large('bool'),
  );
  expect(changes).toHaveLength(10);
  expect(performance.now() - from).toBeLessThan(5_000);
});
