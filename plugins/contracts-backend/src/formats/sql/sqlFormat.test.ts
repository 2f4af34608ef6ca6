import { contractFormatSuite } from '@slipway/backstage-plugin-contracts-node/testUtils';
import { changesBetween } from '../../formatSupport/rulePairs';
import { compareColumnTypes } from './columnTypes';
import { sqlFormat } from './sqlFormat';

const orders = 'CREATE TABLE orders (id int PRIMARY KEY, total numeric(9,2));';

contractFormatSuite(sqlFormat, {
  document: orders,
  breaking: `${orders} ALTER TABLE orders DROP COLUMN total;`,
  compatible: `${orders} ALTER TABLE orders ADD note text;`,
  invalid: '{"openapi": "3.1.0"}',
});

describe('reading SQL', () => {
  it.each<[string, string | Record<string, string>, string]>([
    ['nothing', ' ', 'The document is empty'],
    ['other text', 'CREATE TABL t', 'syntax error at or near "TABL"'],
    ['a broken file of several', { 'a.sql': '', 'b.sql': 'x' }, "'b.sql'"],
    ['endless nesting', `SELECT ${'('.repeat(20_000)}`, 'is no SQL'],
  ])('refuses %s in a sentence', async (_title, document, message) => {
    const parsed = (async () => sqlFormat.parse(document))();
    await expect(parsed).rejects.toMatchObject({
      ...{ name: 'InputError', message: expect.stringContaining(message) },
    });
  });
});

describe('a script is applied in its order', () => {
  it.each([
    [
      'columns that come and go',
      'CREATE TABLE t (a int, b int, c int)',
      'CREATE TABLE t (a int); ALTER TABLE t ADD x int; ALTER TABLE t RENAME x TO b; ALTER TABLE t ADD c int; ALTER TABLE t ADD d int; ALTER TABLE t DROP d',
    ],
    [
      'types, defaults and null',
      'CREATE TABLE t (a bigint NOT NULL DEFAULT 1)',
      'CREATE TABLE t (a int); ALTER TABLE t ALTER a TYPE int8, ALTER a SET NOT NULL, ALTER a SET DEFAULT 1',
    ],
    [
      'a table under its new name',
      'CREATE TABLE u (a int)',
      'CREATE TABLE t (a int); ALTER TABLE t RENAME TO u',
    ],
    [
      'what was dropped',
      'CREATE TABLE t (a int)',
      "CREATE TABLE t (a int); CREATE TABLE s.x (a int); DROP SCHEMA s CASCADE; CREATE TYPE e AS ENUM ('a'); DROP TYPE e; CREATE SEQUENCE q; DROP SEQUENCE q; CREATE VIEW v AS SELECT 1 AS a; DROP VIEW v",
    ],
    [
      'values of an enum',
      "CREATE TYPE e AS ENUM ('a', 'b', 'c')",
      "CREATE TYPE e AS ENUM ('x', 'c'); ALTER TYPE e RENAME VALUE 'x' TO 'a'; ALTER TYPE e ADD VALUE 'b' AFTER 'a'",
    ],
    [
      'functions under their new name, or gone',
      "CREATE FUNCTION g(int) RETURNS int LANGUAGE sql AS 'select 1'",
      "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'select 1'; ALTER FUNCTION f(int) RENAME TO g; CREATE FUNCTION h() RETURNS int LANGUAGE sql AS 'select 1'; DROP FUNCTION h()",
    ],
    [
      'a schema that is searched first, or that everybody has',
      'CREATE TABLE s.t (a int); CREATE TABLE public.u (a int)',
      'SET search_path TO s, public; CREATE TABLE t (a int); SET search_path TO public; CREATE TABLE u (a int)',
    ],
    [
      'tables that take columns from others',
      'CREATE TABLE p (a int); CREATE TABLE c (a int, b int)',
      'CREATE TABLE p (a int); CREATE TABLE c (LIKE p, b int)',
    ],
    [
      'rules under their own names',
      'CREATE TABLE t (a int)',
      'CREATE TABLE t (a int UNIQUE, b int); ALTER TABLE t DROP CONSTRAINT t_a_key; ALTER TABLE t ADD CONSTRAINT k CHECK (b > 1); ALTER TABLE t DROP b',
    ],
    [
      'names, spaces and comments',
      'CREATE TABLE t (a integer, b character varying(3))',
      '-- words\ncreate table "t" ( A int4 , b VARCHAR(3) ) ; SELECT 1; BEGIN; COMMIT',
    ],
    [
      'triggers and policies that are gone again',
      'CREATE TABLE t (a int)',
      'CREATE TABLE t (a int); CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION x(); DROP TRIGGER g ON t; CREATE POLICY p ON t USING (true); DROP POLICY p ON t',
    ],
  ])('%s', async (_title, before, after) => {
    expect(await changesBetween(sqlFormat, before, after)).toEqual([]);
  });

  it('reads several files in the order of their names', async () => {
    const files = {
      '2.sql': 'ALTER TABLE t ADD b int',
      '1.sql': 'CREATE TABLE t (a int)',
    };
    const whole = 'CREATE TABLE t (a int, b int)';
    expect(await changesBetween(sqlFormat, whole, files)).toEqual([]);
  });
});

describe('types of columns', () => {
  it.each([
    ['integer', 'bigint', 'wider'],
    ['bigint', 'integer', 'narrower'],
    ['integer', 'numeric', 'wider'],
    ['numeric(9,2)', 'numeric(10,3)', 'wider'],
    ['numeric(9,2)', 'numeric(9,3)', 'other'],
    ['numeric', 'integer', 'narrower'],
    ['character varying(3)', 'text', 'wider'],
    ['text', 'character varying(3)', 'narrower'],
    ['real', 'double precision', 'wider'],
    ['timestamp(3)', 'timestamp', 'wider'],
    ['integer[]', 'integer', 'other'],
    ['date', 'text', 'other'],
    ['uuid', 'uuid', 'same'],
  ])('%s to %s is %s', (before, after, change) => {
    expect(compareColumnTypes(before, after)).toBe(change);
  });
});

it('tells a change to each role that it hits', async () => {
  const changes = await changesBetween(
    sqlFormat,
    'CREATE TABLE t (a int, b int)',
    'CREATE TABLE t (a int)',
  );
  expect(changes.map(({ role }) => role)).toEqual(['reader', 'writer']);
});

describe('what a statement uses', () => {
  it.each([
    [
      'SELECT o.id, total FROM shop.orders o WHERE o.state = 1',
      [
        {
          operation: 'shop.orders',
          sends: [],
          receives: ['id', 'total', 'state'],
        },
      ],
    ],
    ['SELECT * FROM orders', [{ operation: 'orders', sends: [] }]],
    [
      'INSERT INTO orders (id, total) VALUES (1, 2)',
      [{ operation: 'orders', sends: ['id', 'total'], receives: [] }],
    ],
    [
      'INSERT INTO orders VALUES (1, 2)',
      [{ operation: 'orders', receives: [] }],
    ],
    [
      'UPDATE orders SET total = 1 WHERE id = 2',
      [{ operation: 'orders', sends: ['total'], receives: ['id'] }],
    ],
    [
      'SELECT total_of(1), count(*)',
      [{ operation: 'total_of', sends: [], receives: [] }],
    ],
    ['CALL shop.pay(1)', [{ operation: 'shop.pay', sends: [], receives: [] }]],
    [
      'WITH x AS (SELECT id FROM orders) SELECT x.id FROM x',
      [{ operation: 'orders', sends: [], receives: ['id'] }],
    ],
  ])('%s', async (statement, uses) => {
    expect(await sqlFormat.usesOf?.(statement)).toEqual(uses);
  });

  it.each(['SELEC 1', ''])('refuses %p in a sentence', async statement => {
    await expect(
      (async () => sqlFormat.usesOf?.(statement))(),
    ).rejects.toMatchObject({ name: 'InputError' });
  });
});

it('names tables, columns, functions and enums', async () => {
  const parsed = await sqlFormat.parse(
    `${orders} CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'select 1'; CREATE TYPE e AS ENUM ('a')`,
  );
  expect(sqlFormat.outline(parsed)).toEqual({
    dialect: 'PostgreSQL',
    elements: [
      { operation: 'orders', kind: 'table' },
      { operation: 'orders', field: 'id', kind: 'column', title: 'integer' },
      {
        ...{ operation: 'orders', field: 'total', kind: 'column' },
        title: 'numeric(9,2)',
      },
      { operation: 'f(integer)', kind: 'function' },
      {
        ...{ operation: 'f(integer)', field: 'a', kind: 'parameter' },
        title: 'integer',
      },
      { operation: 'e', kind: 'enum' },
    ],
  });
});

it('compares 5,000 tables in time', async () => {
  const script = (type: string) =>
    Array.from(
      { length: 5_000 },
      (_none, index) =>
        `CREATE TABLE t${index} (id int PRIMARY KEY, a ${index === 7 ? type : 'text'});`,
    ).join('\n');
  const from = performance.now();
  const changes = await changesBetween(
    sqlFormat,
    script('text'),
    script('varchar(3)'),
  );
  expect(changes).toHaveLength(1);
  expect(performance.now() - from).toBeLessThan(5_000);
});
