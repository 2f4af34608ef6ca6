import { type RulePair, rulePairsSuite } from '../../formatSupport/rulePairs';
import { sqlFormat } from './sqlFormat';

type Row = [
  title: string,
  before: string,
  after: string,
  rules: string,
  verdict: RulePair['verdict'],
  more?: Partial<RulePair>,
];

const table = (columns: string) => `CREATE TABLE t (${columns});`;
const F = (parameters: string, returns = 'int', body = '1', more = '') =>
  `CREATE FUNCTION f(${parameters}) RETURNS ${returns} LANGUAGE sql ${more} AS 'select ${body}';`;

const types: Row[] = [
  [
    'an enum that is gone breaks',
    "CREATE TYPE e AS ENUM ('a')",
    'SELECT 1',
    'enum-removed',
    'breaking',
  ],
  [
    'a new enum is safe',
    'SELECT 1',
    "CREATE TYPE e AS ENUM ('a')",
    'enum-added',
    'safe',
  ],
  [
    'a value that is gone breaks who writes it',
    "CREATE TYPE e AS ENUM ('a', 'b')",
    "CREATE TYPE e AS ENUM ('a')",
    'enum-value-removed',
    'breaking',
    {
      role: 'writer',
      change: {
        counterExample: { value: 'b' },
        subject: { operation: 'e', values: ['b'] },
      },
    },
  ],
  [
    'a new value is risky for who reads',
    "CREATE TYPE e AS ENUM ('a')",
    "CREATE TYPE e AS ENUM ('a'); ALTER TYPE e ADD VALUE 'b' BEFORE 'a'",
    'enum-value-added',
    'risky',
    { role: 'reader' },
  ],
  [
    'another order of values is risky',
    "CREATE TYPE e AS ENUM ('a', 'b')",
    "CREATE TYPE e AS ENUM ('b', 'a')",
    'enum-order-changed',
    'risky',
  ],
  [
    'a domain that is gone breaks',
    'CREATE DOMAIN d AS int',
    'SELECT 1',
    'domain-removed',
    'breaking',
  ],
  [
    'a new domain is safe',
    'SELECT 1',
    'CREATE DOMAIN d AS int',
    'domain-added',
    'safe',
  ],
  [
    'a domain of fewer values breaks who writes',
    'CREATE DOMAIN d AS int',
    'CREATE DOMAIN d AS int NOT NULL CHECK (VALUE > 0)',
    'domain-narrowed',
    'breaking',
    { role: 'writer' },
  ],
  [
    'a domain of more values is risky',
    'CREATE DOMAIN d AS int CHECK (VALUE > 0)',
    'CREATE DOMAIN d AS bigint',
    'domain-widened',
    'risky',
  ],
  [
    'a domain of another type breaks',
    'CREATE DOMAIN d AS int',
    'CREATE DOMAIN d AS text',
    'domain-changed',
    'breaking',
  ],
  [
    'another form of a type of several values breaks',
    'CREATE TYPE c AS (a int)',
    'CREATE TYPE c AS (a int, b int)',
    'composite-changed',
    'breaking',
  ],
  [
    'a sequence that is gone breaks who writes',
    'CREATE SEQUENCE s',
    'SELECT 1',
    'sequence-removed',
    'breaking',
  ],
  [
    'a new sequence is safe',
    'SELECT 1',
    'CREATE SEQUENCE s',
    'sequence-added',
    'safe',
  ],
  [
    'another way to count is risky',
    'CREATE SEQUENCE s',
    'CREATE SEQUENCE s INCREMENT 2',
    'sequence-changed',
    'risky',
  ],
];

const routines: Row[] = [
  [
    'a function that is gone breaks',
    F('a int'),
    'SELECT 1',
    'routine-removed',
    'breaking',
    { change: { subject: { operation: 'f(integer)' }, role: 'caller' } },
  ],
  ['a new function is safe', 'SELECT 1', F('a int'), 'routine-added', 'safe'],
  [
    'two functions that fit a call break',
    F('a int'),
    F('a int') + F('a int, b int DEFAULT 1'),
    'routine-added overload-ambiguous',
    'breaking',
  ],
  [
    'two functions of other types are safe',
    F('a int'),
    F('a int') + F('a text, b int DEFAULT 1'),
    'routine-added',
    'safe',
  ],
  [
    'a procedure in place of a function breaks',
    F('a int'),
    "CREATE PROCEDURE f(a int) LANGUAGE sql AS 'select 1'",
    'routine-kind-changed return-type-changed',
    'breaking',
  ],
  [
    'a parameter that is gone breaks',
    F('a int, b int'),
    F('a int'),
    'parameter-removed',
    'breaking',
  ],
  [
    'a required parameter breaks',
    F('a int'),
    F('a int, b int'),
    'parameter-required-added',
    'breaking',
    {
      change: {
        subject: { operation: 'f(integer)', field: 'b', hits: 'who-omits' },
      },
    },
  ],
  [
    'a parameter with a default is safe',
    F('a int'),
    F('a int, b int DEFAULT 1'),
    'parameter-optional-added',
    'safe',
  ],
  [
    'another type of a parameter breaks',
    F('a int'),
    F('a date'),
    'parameter-type-changed',
    'breaking',
  ],
  [
    'a wider type of a parameter is safe',
    F('a int'),
    F('a bigint'),
    'parameter-type-widened',
    'safe',
  ],
  [
    'another name of a parameter breaks who uses names',
    F('a int'),
    F('b int'),
    'parameter-renamed',
    'breaking',
  ],
  [
    'a parameter of another direction breaks',
    F('a int, b int'),
    F('a int, INOUT b int'),
    'parameter-mode-changed return-type-changed',
    'breaking',
  ],
  [
    'a parameter without its default breaks',
    F('a int DEFAULT 1'),
    F('a int'),
    'parameter-default-removed',
    'breaking',
  ],
  [
    'another default of a parameter is risky',
    F('a int DEFAULT 1'),
    F('a int DEFAULT 2'),
    'parameter-default-changed',
    'risky',
  ],
  [
    'another result breaks',
    F('a int', 'TABLE (x int)'),
    F('a int', 'TABLE (x int, y int)'),
    'return-type-changed',
    'breaking',
  ],
  [
    'no answer for null is risky',
    F('a int'),
    F('a int', 'int', '1', 'STRICT'),
    'routine-behaviour-changed',
    'risky',
  ],
  [
    'another body is safe',
    F('a int'),
    F('a int', 'int', '2'),
    'routine-body-changed',
    'safe',
  ],
];

const others: Row[] = [
  [
    'a privilege that is gone breaks who had it',
    `${table('a int')} GRANT SELECT ON t TO r`,
    `${table('a int')} GRANT SELECT ON t TO r; REVOKE ALL ON t FROM r`,
    'privilege-revoked',
    'breaking',
    { change: { role: 'reader', message: 'r may no longer select t.' } },
  ],
  [
    'a privilege to write that is gone is safe for who reads',
    `${table('a int')} GRANT INSERT ON t TO r`,
    table('a int'),
    'privilege-revoked',
    'safe',
    { role: 'reader' },
  ],
  [
    'a privilege to call that is gone breaks who calls',
    `${F('a int')} GRANT EXECUTE ON FUNCTION f(int) TO r`,
    F('a int'),
    'privilege-revoked',
    'breaking',
    { role: 'caller' },
  ],
  [
    'a new privilege is safe',
    table('a int'),
    `${table('a int')} GRANT SELECT (a) ON t TO r`,
    'privilege-granted',
    'safe',
  ],
  [
    'other words are safe',
    table('a int'),
    `${table('a int')} COMMENT ON TABLE t IS 'words'`,
    'description-changed',
    'safe',
  ],
  [
    'a statement that is not understood is not known',
    table('a int'),
    `${table('a int')} DO $$ begin end $$`,
    'not-understood',
    'unknown',
  ],
  [
    'a change that is not understood is not known',
    table('a int'),
    `${table('a int')} ALTER TABLE x ADD b int`,
    'not-understood',
    'unknown',
  ],
];

const suite = (rows: Row[]) =>
  rows.map(([title, before, after, rules, verdict, more]): RulePair => ({
    ...{ title, before, after, verdict, rules: rules.split(' ') },
    ...more,
  }));

rulePairsSuite(
  sqlFormat,
  suite([...types, ...routines, ...others]),
  rule =>
    !/^(relation|column|view|constraint|unique|check|trigger|row)/.test(rule),
);
