import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { ReadingRow } from './rows';

const MARK = 'mark';

/** Notes that what a landscape is made of changed; every replica sees it. */
export async function markChanged(knex: Knex): Promise<void> {
  await knex<ReadingRow>('readings')
    .insert({
      ...{ id: MARK, read_at: randomUUID(), problem: null, environments: '[]' },
    })
    .onConflict('id')
    .merge();
}

/** The same as long as nothing changed. */
export async function changeMark(knex: Knex): Promise<string | undefined> {
  const row = await knex<ReadingRow>('readings').where({ id: MARK }).first();
  return row?.read_at ?? undefined;
}
