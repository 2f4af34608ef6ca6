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
const tables: Row[] = [
  [
    'a table that is gone breaks',
    table('a int'),
    'SELECT 1',
    'relation-removed',
    'breaking',
    { role: 'reader' },
  ],
  ['a new table is safe', 'SELECT 1', table('a int'), 'relation-added', 'safe'],
  [
    'a view in place of a table is risky for who writes',
    table('a int'),
    'CREATE VIEW t AS SELECT 1::int AS a',
    'relation-kind-changed',
    'risky',
    { change: { role: 'writer' } },
  ],
  [
    'a column that is gone breaks who reads',
    table('a int, b int'),
    table('a int'),
    'column-removed',
    'breaking',
    {
      role: 'reader',
      change: {
        message: 't.b was removed.',
        subject: { operation: 't', field: 'b' },
        role: 'reader',
      },
    },
  ],
  [
    'a column that is gone breaks who writes',
    table('a int, b int'),
    `${table('a int, b int')} ALTER TABLE t DROP COLUMN b;`,
    'column-removed',
    'breaking',
    { role: 'writer' },
  ],
  [
    'a column that is gone is safe for who calls',
    table('a int, b int'),
    table('a int'),
    'column-removed',
    'safe',
    { role: 'caller' },
  ],
  [
    'a new column is safe',
    table('a int'),
    table('a int, b int, c int NOT NULL DEFAULT 1'),
    'column-added',
    'safe',
  ],
  [
    'a required column breaks who writes',
    table('a int'),
    `${table('a int')} ALTER TABLE t ADD b int NOT NULL`,
    'column-required-added',
    'breaking',
    {
      role: 'writer',
      change: { subject: { operation: 't', field: 'b', hits: 'who-omits' } },
    },
  ],
  [
    'a required column is safe for who reads',
    table('a int'),
    table('a int, b int NOT NULL'),
    'column-required-added',
    'safe',
    { role: 'reader' },
  ],
  [
    'a wider type is risky for who reads',
    table('a int, b varchar(3)'),
    `${table('a int, b varchar(3)')} ALTER TABLE t ALTER a TYPE bigint, ALTER b TYPE text`,
    'column-type-widened',
    'risky',
    { change: { role: 'reader' } },
  ],
  [
    'a narrower type breaks who writes',
    table('a varchar(5)'),
    table('a varchar(3)'),
    'column-type-narrowed',
    'breaking',
    { change: { role: 'writer', counterExample: { value: 'xxxx' } } },
  ],
  [
    'fewer digits break who writes',
    table('a numeric(9,2)'),
    table('a numeric(8,2)'),
    'column-type-narrowed',
    'breaking',
    { direction: 'send' },
  ],
  [
    'another type breaks',
    table('a int'),
    table('a text'),
    'column-type-changed',
    'breaking',
    { change: { message: 't.a changed from integer to text.' } },
  ],
  [
    'null that may come breaks who reads',
    table('a int NOT NULL'),
    table('a int'),
    'column-nullable',
    'breaking',
    { change: { role: 'reader' } },
  ],
  [
    'null that may come is safe for who writes',
    table('a int NOT NULL'),
    table('a int'),
    'column-nullable',
    'safe',
    { role: 'writer' },
  ],
  [
    'no more null breaks who writes',
    table('a int'),
    `${table('a int')} ALTER TABLE t ALTER a SET NOT NULL`,
    'column-not-null',
    'breaking',
    { change: { role: 'writer' } },
  ],
  [
    'a required column without its default breaks who writes',
    table('a int NOT NULL DEFAULT 1'),
    table('a int NOT NULL'),
    'column-default-removed',
    'breaking',
  ],
  [
    'another default is risky',
    table('a int DEFAULT 1'),
    table('a int DEFAULT 2'),
    'column-default-changed',
    'risky',
  ],
  [
    'a column that the database fills breaks who writes it',
    table('a int, b int'),
    table('a int, b int GENERATED ALWAYS AS (a) STORED'),
    'column-generated',
    'breaking',
  ],
  [
    'a column that the database no longer fills is risky',
    table('a int, b int GENERATED ALWAYS AS (a) STORED'),
    `${table('a int, b int GENERATED ALWAYS AS (a) STORED')} ALTER TABLE t ALTER b DROP EXPRESSION`,
    'column-not-generated column-default-changed',
    'risky',
  ],
  [
    'another order is risky',
    table('a int, b int'),
    table('b int, a int'),
    'column-order-changed',
    'risky',
  ],
  [
    'another query of a view is risky for who reads',
    `${table('a int')} CREATE VIEW v AS SELECT a FROM t`,
    `${table('a int')} CREATE VIEW v AS SELECT a FROM t WHERE a > 1`,
    'view-query-changed',
    'risky',
  ],
  [
    'a column of a view that is gone breaks',
    `${table('a int, b int')} CREATE VIEW v AS SELECT * FROM t`,
    `${table('a int, b int')} CREATE VIEW v AS SELECT x.a FROM t x`,
    'column-removed',
    'breaking',
  ],
  [
    'columns of what is not declared are not known',
    'CREATE VIEW v AS SELECT * FROM x',
    'CREATE VIEW v AS SELECT * FROM y',
    'columns-unknown',
    'unknown',
  ],
];

const constraints: Row[] = [
  [
    'a check breaks who writes',
    table('a int'),
    `${table('a int')} ALTER TABLE t ADD CHECK (a > 0)`,
    'constraint-added',
    'breaking',
    {
      change: {
        message: 'Rows of t have to hold: check on a.',
        role: 'writer',
      },
    },
  ],
  [
    'unique values break who writes',
    table('a int'),
    `${table('a int')} CREATE UNIQUE INDEX i ON t (a)`,
    'constraint-added',
    'breaking',
  ],
  [
    'a reference breaks who writes',
    `CREATE TABLE o (id int); ${table('a int')}`,
    `CREATE TABLE o (id int); ${table('a int REFERENCES o (id)')}`,
    'constraint-added',
    'breaking',
  ],
  [
    'a check that is gone is risky for who reads',
    table('a int CHECK (a > 0)'),
    `${table('a int CHECK (a > 0)')} ALTER TABLE t DROP CONSTRAINT t_a_check`,
    'constraint-removed',
    'risky',
    { change: { role: 'reader' } },
  ],
  [
    'values that need not be unique are risky',
    table('a int UNIQUE'),
    table('a int'),
    'unique-removed',
    'risky',
  ],
  [
    'another check is not known for who writes',
    table('a int, CONSTRAINT c CHECK (a > 0)'),
    table('a int, CONSTRAINT c CHECK (a > 1)'),
    'check-changed',
    'unknown',
    { change: { role: 'writer' } },
  ],
  [
    'a trigger is risky for who writes',
    table('a int'),
    `${table('a int')} CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION x()`,
    'trigger-changed',
    'risky',
  ],
  [
    'rows that are not for everybody are risky',
    table('a int'),
    `${table('a int')} ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t USING (a > 1)`,
    'row-security-changed',
    'risky',
  ],
];

const suite = (rows: Row[]) =>
  rows.map(([title, before, after, rules, verdict, more]): RulePair => ({
    ...{ title, before, after, verdict, rules: rules.split(' ') },
    ...more,
  }));

rulePairsSuite(sqlFormat, suite([...tables, ...constraints]), rule =>
  /^(relation|column|view|constraint|unique|check|trigger|row)/.test(rule),
);
