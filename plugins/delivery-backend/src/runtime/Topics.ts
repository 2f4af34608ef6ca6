import { createHmac, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';

const NAME = 'topics';
const KEY_BYTES = 32;
const TOPIC_BYTES = 16;

interface SecretRow {
  name: string;
  value: string;
}

/**
 * Names of entities that say nothing: a signal reaches every session, also of
 * those who may not know that the entity exists. Who may read a deployment is
 * told its topic with it. All replicas share one key, so they agree.
 */
export class Topics {
  readonly #key: Buffer;

  private constructor(key: Buffer) {
    this.#key = key;
  }

  /** Reads the key, or makes it where none is yet. */
  static async open(knex: Knex): Promise<Topics> {
    const secrets = () => knex<SecretRow>('secrets');
    const value = randomBytes(KEY_BYTES).toString('base64url');
    // Of two replicas that start at once, the first one's key is everybody's.
    await secrets().insert({ name: NAME, value }).onConflict('name').ignore();
    const row = await secrets().where({ name: NAME }).first();
    if (!row) {
      throw new Error('The key for signals could not be stored.');
    }
    return new Topics(Buffer.from(row.value, 'base64url'));
  }

  of(entityRef: string): string {
    return createHmac('sha256', this.#key)
      .update(entityRef)
      .digest()
      .subarray(0, TOPIC_BYTES)
      .toString('base64url');
  }
}
