import pg from 'pg';
import type { Logger } from 'pino';
import type { Item, ItemStore } from './items.js';
import { type Environment, numberOf, textOf } from './settings.js';

const TABLE = `CREATE TABLE IF NOT EXISTS items (
  id text PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz NOT NULL
)`;

/** What is asked of a connection to the database. */
export type Database = Pick<pg.Pool, 'query' | 'end'>;

/** Keeps items in PostgreSQL. */
export class PostgresItemStore implements ItemStore {
  readonly #database: Database;
  #table: Promise<void> | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  static fromEnvironment(environment: Environment, log: Logger) {
    const pool = new pg.Pool({
      host: textOf(environment, 'POSTGRES_HOST', 'localhost'),
      port: numberOf(environment, 'POSTGRES_PORT', 5432),
      database: textOf(environment, 'POSTGRES_DB', 'app'),
      user: textOf(environment, 'POSTGRES_USER', 'app'),
      password: environment.POSTGRES_PASSWORD,
      max: 10,
      connectionTimeoutMillis: 1_000,
      query_timeout: 5_000,
    });
    // Without a listener an idle connection that breaks would end the process.
    pool.on('error', error => log.warn({ err: error }, 'a connection broke'));
    return new PostgresItemStore(pool);
  }

  /** Rejects while the database cannot be used. */
  async check() {
    await this.#ready();
    await this.#database.query('SELECT 1');
  }

  async add({ id, name, createdAt }: Item) {
    await this.#ready();
    await this.#database.query(
      // The same message may come twice.
      'INSERT INTO items (id, name, created_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING',
      [id, name, createdAt],
    );
  }

  async close() {
    await this.#database.end();
  }

  /** The table is made by whoever comes first, and again after a failure. */
  async #ready() {
    this.#table ??= this.#database.query(TABLE).then(() => undefined);
    try {
      await this.#table;
    } catch (error) {
      this.#table = undefined;
      throw error;
    }
  }
}
