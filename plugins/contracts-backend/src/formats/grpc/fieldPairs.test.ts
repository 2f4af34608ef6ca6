import { type RulePair, rulePairsSuite } from '../../formatSupport/rulePairs';
import { grpcFormat } from './grpcFormat';

const proto3 = (text: string) => `syntax = "proto3"; package p; ${text}`;
const proto2 = (text: string) => `syntax = "proto2"; package p; ${text}`;
const edition = (text: string) => `edition = "2023"; package p; ${text}`;
const message = (fields: string) => proto3(`message M { ${fields} }`);

type Row = [
  title: string,
  before: RulePair['before'],
  after: RulePair['after'],
  rules: string,
  verdict: RulePair['verdict'],
  more?: Partial<RulePair>,
];

const fields: Row[] = [
  [
    'a field that is gone breaks',
    message('int32 a = 1; int32 b = 2;'),
    message('int32 a = 1;'),
    'field-removed',
    'breaking',
    { change: { subject: { operation: 'p.M', field: 'b' } } },
  ],
  [
    'a field that is gone with only its number reserved breaks',
    message('int32 a = 1; int32 b = 2;'),
    message('int32 a = 1; reserved 2;'),
    'field-removed',
    'breaking',
  ],
  [
    'a field that is gone and reserved is risky',
    message('int32 a = 1; int32 b = 2;'),
    message('int32 a = 1; reserved 2; reserved "b";'),
    'field-removed-and-reserved',
    'risky',
  ],
  [
    'a new field is safe',
    message('int32 a = 1;'),
    message('int32 a = 1; repeated M more = 2;'),
    'field-added',
    'safe',
  ],
  [
    'a new required field breaks who sends',
    proto2('message M { optional int32 a = 1; }'),
    proto2('message M { optional int32 a = 1; required int32 b = 2; }'),
    'required-field-added',
    'breaking',
    {
      direction: 'send',
      change: { message: 'p.M.b was added and is required.' },
    },
  ],
  [
    'a new required field is safe for who receives',
    proto2('message M { optional int32 a = 1; }'),
    proto2('message M { optional int32 a = 1; required int32 b = 2; }'),
    'required-field-added',
    'safe',
    { direction: 'receive' },
  ],
  [
    'a field that is no longer required breaks who receives',
    proto2('message M { required int32 a = 1; }'),
    proto2('message M { optional int32 a = 1; }'),
    'required-field-removed',
    'breaking',
    { change: { direction: 'receive' } },
  ],
  [
    'a text in place of a number breaks',
    message('int32 a = 1;'),
    message('string a = 1;'),
    'field-type-changed',
    'breaking',
    { change: { message: 'p.M.a changed from int32 to string.' } },
  ],
  [
    'bytes in place of a text break JSON',
    message('string a = 1;'),
    message('bytes a = 1;'),
    'field-type-changed',
    'breaking',
  ],
  [
    'zigzag in place of plain numbers breaks',
    message('int32 a = 1;'),
    message('sint32 a = 1;'),
    'field-type-changed',
    'breaking',
  ],
  [
    'an unsigned number of the same size is risky',
    message('fixed64 a = 1; int32 b = 2;'),
    message('sfixed64 a = 1; uint32 b = 2;'),
    'field-type-replaced',
    'risky',
  ],
  [
    'another message breaks',
    proto3('message A {} message B {} message M { A a = 1; }'),
    proto3('message A {} message B {} message M { B a = 1; }'),
    'field-type-changed',
    'breaking',
  ],
  [
    'an enum of the same name that holds all values is risky',
    proto3(
      'enum E { Z = 0; } message M { E a = 1; message N { enum E { Z = 0; Y = 1; } } }',
    ),
    proto3(
      'enum E { Z = 0; } message M { N.E a = 1; message N { enum E { Z = 0; Y = 1; } } }',
    ),
    'field-type-replaced',
    'risky',
  ],
  [
    'a number in place of an enum breaks',
    proto3('enum E { Z = 0; } message M { E a = 1; }'),
    proto3('enum E { Z = 0; } message M { int32 a = 1; }'),
    'field-type-changed',
    'breaking',
  ],
  [
    'a group in place of a message breaks',
    edition('message A {} message M { A a = 1; }'),
    edition(
      'message A {} message M { A a = 1 [features.message_encoding = DELIMITED]; }',
    ),
    'field-type-changed',
    'breaking',
  ],
  [
    'another key of a map breaks',
    message('map<string, int32> a = 1;'),
    message('map<int64, int32> a = 1;'),
    'field-type-changed',
    'breaking',
    {
      change: {
        message: 'p.M.a changed from map<string, int32> to map<int64, int32>.',
      },
    },
  ],
  [
    'a list in place of one breaks',
    message('int32 a = 1;'),
    message('repeated int32 a = 1;'),
    'field-cardinality-changed',
    'breaking',
  ],
  [
    'a list in place of a map breaks',
    message('map<string, int32> a = 1;'),
    message('repeated M a = 1;'),
    'field-cardinality-changed',
    'breaking',
  ],
  [
    'knowing whether it was set is risky',
    message('int32 a = 1;'),
    message('optional int32 a = 1;'),
    'field-presence-changed',
    'risky',
  ],
  [
    'another name breaks',
    message('int32 a = 1;'),
    message('int32 b = 1;'),
    'field-name-changed',
    'breaking',
  ],
  [
    'another name in JSON breaks',
    message('int32 a_b = 1;'),
    message('int32 a_b = 1 [json_name = "a_b"];'),
    'field-json-name-changed',
    'breaking',
    {
      change: {
        message: 'p.M.a_b is called "a_b" in JSON now, where it was "aB".',
      },
    },
  ],
  [
    'the name in JSON that it has anyway is no change',
    message('int32 a_b = 1; int32 c = 2;'),
    message('int32 a_b = 1 [json_name = "aB"]; int32 c = 2; int32 d = 3;'),
    'field-added',
    'safe',
  ],
  [
    'a field that moved into a oneof breaks',
    message('int32 a = 1; oneof o { int32 b = 2; }'),
    message('oneof o { int32 a = 1; int32 b = 2; }'),
    'field-oneof-changed field-presence-changed',
    'breaking',
  ],
  [
    'another default breaks',
    proto2('message M { optional int32 a = 1 [default = 1]; }'),
    proto2('message M { optional int32 a = 1 [default = 2]; }'),
    'field-default-changed',
    'breaking',
  ],
  [
    'the default that a type has anyway is no change',
    proto2('message M { optional int32 a = 1; }'),
    proto2(
      'message M { optional int32 a = 1 [default = 0, deprecated = true]; }',
    ),
    'deprecation-changed',
    'safe',
  ],
  [
    'another form in generated code is risky',
    message('int64 a = 1;'),
    message('int64 a = 1 [jstype = JS_STRING];'),
    'field-form-changed',
    'risky',
  ],
];

rulePairsSuite(
  grpcFormat,
  fields.map(([title, before, after, rules, verdict, more]): RulePair => ({
    ...{ title, before, after, verdict, rules: rules.split(' ') },
    ...more,
  })),
  rule => /field|deprecation/.test(rule),
);
