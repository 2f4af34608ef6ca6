import { type RulePair, rulePairsSuite } from '../../formatSupport/rulePairs';
import { grpcFormat } from './grpcFormat';

const proto3 = (text: string) => `syntax = "proto3"; package p; ${text}`;
const proto2 = (text: string) => `syntax = "proto2"; package p; ${text}`;
const edition = (text: string) => `edition = "2023"; package p; ${text}`;
const message = (fields: string) => proto3(`message M { ${fields} }`);
const service = (rpc: string) =>
  proto3(`message A {} message B {} service S { ${rpc} }`);

type Row = [
  title: string,
  before: RulePair['before'],
  after: RulePair['after'],
  rules: string,
  verdict: RulePair['verdict'],
  more?: Partial<RulePair>,
];

const files: Row[] = [
  [
    'another package breaks, and says so once',
    proto3('message M { int32 a = 1; }'),
    'syntax = "proto3"; package q; message M { int32 a = 1; }',
    'package-changed',
    'breaking',
    {
      change: { message: "The file moved from the package 'p' to 'q'." },
    },
  ],
  [
    'a file that is gone is risky, and a new one is safe',
    { 'a.proto': proto3(''), 'b.proto': proto3('') },
    { 'a.proto': proto3(''), 'c.proto': proto3('') },
    'file-removed file-added',
    'risky',
  ],
  [
    'another syntax breaks JSON, and is risky for code',
    proto3('message M { optional string a = 1; }'),
    proto2('message M { optional string a = 1; }'),
    'syntax-changed json-format-changed field-form-changed',
    'breaking',
  ],
  [
    'another package of generated code is risky',
    proto3('option go_package = "a";'),
    proto3('option go_package = "b";'),
    'source-name-changed',
    'risky',
  ],
];

const messages: Row[] = [
  [
    'a message that nobody uses and that is gone is risky',
    proto3('message A {} message B {}'),
    proto3('message A {}'),
    'message-removed',
    'risky',
  ],
  [
    'a new message is safe',
    proto3('message A {}'),
    proto3('message A {} message B {}'),
    'message-added',
    'safe',
  ],
  [
    'JSON that is no longer promised breaks',
    edition('message M {}'),
    edition('message M { option features.json_format = LEGACY_BEST_EFFORT; }'),
    'json-format-changed',
    'breaking',
  ],
  [
    'a message set breaks',
    proto2('message M { extensions 4 to max; }'),
    proto2(
      'message M { option message_set_wire_format = true; extensions 4 to max; }',
    ),
    'message-set-changed',
    'breaking',
  ],
  [
    'a number that is no longer reserved breaks',
    message('reserved 3 to 5, 9; reserved "x";'),
    message('reserved 3 to 4; reserved "x";'),
    'reserved-removed',
    'breaking',
    { change: { message: 'p.M no longer reserves 3 to 5, 9.' } },
  ],
  [
    'numbers that are reserved in other words are the same',
    message('reserved 3 to 5, 6; reserved "x"; int32 a = 1;'),
    message('reserved "x"; reserved 5, 6; reserved 3 to 4; int64 a = 1;'),
    'field-type-changed',
    'breaking',
  ],
  [
    'numbers for extensions that are gone are risky',
    proto2('message M { extensions 4 to 9; }'),
    proto2('message M { extensions 4 to 8; }'),
    'extension-range-removed',
    'risky',
  ],
  [
    'an extension that is gone is risky',
    proto2(
      'message M { extensions 4 to 9; } extend M { optional int32 a = 4; }',
    ),
    proto2('message M { extensions 4 to 9; }'),
    'extension-removed',
    'risky',
  ],
  [
    'a new extension is safe',
    proto2('message M { extensions 4 to 9; }'),
    proto2(
      'message M { extensions 4 to 9; extend M { optional int32 a = 4; } }',
    ),
    'extension-added',
    'safe',
  ],
  [
    'another type of an extension breaks',
    proto2(
      'message M { extensions 4 to 9; } extend M { optional int32 a = 4; }',
    ),
    proto2(
      'message M { extensions 4 to 9; } extend M { optional bool a = 4; }',
    ),
    'field-type-changed',
    'breaking',
  ],
];

const enums: Row[] = [
  [
    'an enum that is gone is risky',
    proto3('enum E { Z = 0; } enum F { Y = 0; }'),
    proto3('enum E { Z = 0; }'),
    'enum-removed',
    'risky',
  ],
  [
    'a new enum is safe',
    proto3('enum E { Z = 0; }'),
    proto3('enum E { Z = 0; } enum F { Y = 0; }'),
    'enum-added',
    'safe',
  ],
  [
    'a value that is gone breaks',
    proto3('enum E { Z = 0; Y = 1; }'),
    proto3('enum E { Z = 0; reserved 1; }'),
    'enum-value-removed',
    'breaking',
    { change: { subject: { operation: 'p.E', values: ['Y'] } } },
  ],
  [
    'a value that is gone and reserved is risky',
    proto3('enum E { Z = 0; Y = 1; }'),
    proto3('enum E { Z = 0; reserved 1; reserved "Y"; }'),
    'enum-value-removed-and-reserved',
    'risky',
  ],
  [
    'a new value is risky where it may come',
    proto3('enum E { Z = 0; }'),
    proto3('enum E { Z = 0; Y = 1; }'),
    'enum-value-added',
    'risky',
  ],
  [
    'another name of a value breaks',
    proto3('enum E { Z = 0; Y = 1; }'),
    proto3('enum E { Z = 0; X = 1; }'),
    'enum-value-name-changed',
    'breaking',
  ],
  [
    'one more name of a value is no change of it',
    proto3('enum E { option allow_alias = true; Z = 0; Y = 1; }'),
    proto3('enum E { option allow_alias = true; Z = 0; Y = 1; X = 1; W = 2; }'),
    'enum-value-added',
    'risky',
  ],
  [
    'an enum that is closed now is risky',
    edition('enum E { Z = 0; }'),
    edition('enum E { option features.enum_type = CLOSED; Z = 0; }'),
    'enum-openness-changed',
    'risky',
  ],
];

const services: Row[] = [
  [
    'an operation that is gone breaks who calls it',
    service('rpc Get(A) returns (B); rpc Put(A) returns (B);'),
    service('rpc Get(A) returns (B);'),
    'rpc-removed',
    'breaking',
    {
      change: {
        message: 'p.S/Put was removed.',
        subject: { operation: 'p.S/Put' },
      },
    },
  ],
  [
    'a service that is gone with its operations breaks',
    service('rpc Get(A) returns (B);'),
    proto3('message A {} message B {}'),
    'rpc-removed',
    'breaking',
  ],
  [
    'a service without operations that is gone is risky',
    proto3('service S {}'),
    proto3('service T {}'),
    'service-removed service-added',
    'risky',
  ],
  [
    'a new operation is safe',
    service('rpc Get(A) returns (B);'),
    service('rpc Get(A) returns (B); rpc Put(A) returns (B) {}'),
    'rpc-added',
    'safe',
  ],
  [
    'another request breaks who sends',
    service('rpc Get(A) returns (B);'),
    service('rpc Get(B) returns (B);'),
    'rpc-request-changed',
    'breaking',
    { change: { direction: 'send' } },
  ],
  [
    'another answer breaks who receives',
    service('rpc Get(A) returns (B);'),
    service('rpc Get(A) returns (A);'),
    'rpc-response-changed',
    'breaking',
    { change: { direction: 'receive' } },
  ],
  [
    'an answer that streams breaks',
    service('rpc Get(A) returns (B);'),
    service('rpc Get(A) returns (stream B);'),
    'rpc-streaming-changed',
    'breaking',
    {
      change: { message: 'p.S/Get streams the answer, where it was nothing.' },
    },
  ],
  [
    'another promise about repeating breaks',
    service(
      'rpc Get(A) returns (B) { option idempotency_level = IDEMPOTENT; }',
    ),
    service('rpc Get(A) returns (B);'),
    'rpc-idempotency-changed',
    'breaking',
  ],
  [
    'another address for HTTP is risky',
    service(
      'rpc Get(A) returns (B) { option (google.api.http) = { get: "/v1/a" additional_bindings { get: "/a" } }; }',
    ),
    service(
      'rpc Get(A) returns (B) { option (google.api.http) = { get: "/v1/b" additional_bindings { get: "/a" } }; }',
    ),
    'rpc-http-changed',
    'risky',
  ],
  [
    'a field that is only sent breaks only who sends it',
    proto3(
      'message A { int32 a = 1; } message B {} service S { rpc Get(A) returns (B); }',
    ),
    proto3(
      'message A { string a = 1; } message B {} service S { rpc Get(A) returns (B); }',
    ),
    'field-type-changed',
    'safe',
    { direction: 'receive' },
  ],
];

rulePairsSuite(
  grpcFormat,
  [...files, ...messages, ...enums, ...services].map(
    ([title, before, after, rules, verdict, more]): RulePair => ({
      ...{ title, before, after, verdict, rules: rules.split(' ') },
      ...more,
    }),
  ),
  rule => !/field|deprecation/.test(rule),
);
