import { isFrom, type StoryContract } from './StoryContract';

/** Since 4.2.0 a day is closed for one currency at a time. */
function closeDay(version: string): string {
  const parameters = isFrom(version, '4.2.0')
    ? 'p_day date, p_currency char(3)'
    : 'p_day date';
  return `CREATE FUNCTION ledger.close_day(${parameters}) RETURNS bigint
  LANGUAGE sql AS 'SELECT count(*) FROM ledger.entries WHERE booked_on = p_day';
`;
}

/** The database of the ledger, as others read it and call into it. */
export const ledgerDatabase: StoryContract = {
  ...{ name: 'ledger-db', type: 'sql', provider: 'ledger' },
  ...{ owner: 'team-payments', system: 'finance', extension: 'sql' },
  description: 'Entries of the ledger, and the procedures to close a day',
  current: '4.2.1',
  text: version => `CREATE SCHEMA ledger;

CREATE TABLE ledger.entries (
  id bigint PRIMARY KEY,
  account text NOT NULL,
  amount bigint NOT NULL,
  currency char(3) NOT NULL,
  booked_on date NOT NULL${
    isFrom(version, '4.1.0')
      ? ',\n  posted_at timestamptz NOT NULL DEFAULT now()'
      : ''
  }
);

CREATE VIEW ledger.balances AS
  SELECT account, currency, sum(amount) AS balance
  FROM ledger.entries GROUP BY account, currency;

${closeDay(version)}`,
};
