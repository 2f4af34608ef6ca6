import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Database, PostgresItemStore } from './PostgresItemStore.js';

/** A database that answers by what a statement begins with. */
function fakeDatabase(answers: Record<string, unknown[] | Error>) {
  const asked: { text: string; values?: unknown[] }[] = [];
  const query = async (text: string, values?: unknown[]) => {
    asked.push({ text, values });
    const key = Object.keys(answers).find(start => text.startsWith(start));
    const answer = key === undefined ? [] : answers[key];
    if (answer instanceof Error) {
      throw answer;
    }
    return { rows: answer };
  };
  const database = { query, end: async () => {} } as unknown as Database;
  return { database, asked, answers };
}

const ROW = {
  id: '7f1b1a5e-2d6c-4a35-9c3d-0d8b7b0f3c11',
  name: 'tea',
  created_at: new Date('2026-01-31T10:00:00Z'),
};
const ITEM = { id: ROW.id, name: 'tea', createdAt: '2026-01-31T10:00:00.000Z' };

test('the table is made once', async () => {
  const { database, asked } = fakeDatabase({});
  const store = new PostgresItemStore(database);

  await store.check();
  await store.check();

  const made = asked.filter(({ text }) => text.startsWith('CREATE TABLE'));
  assert.equal(made.length, 1);
});

test('the table is tried again after a failure', async () => {
  const { database, answers } = fakeDatabase({ CREATE: new Error('refused') });
  const store = new PostgresItemStore(database);

  await assert.rejects(store.check(), /refused/);
  delete answers.CREATE;

  await store.check();
});

test('texts of people are values, never statements', async () => {
  const { database, asked } = fakeDatabase({});
  const name = "'; DROP TABLE items; --";

  await new PostgresItemStore(database).add({ ...ITEM, name });

  const insert = asked.find(({ text }) => text.startsWith('INSERT'));
  assert.deepEqual(insert?.values, [ITEM.id, name, ITEM.createdAt]);
  assert.ok(!insert?.text.includes(name));
});

test('rows come back as items', async () => {
  const { database } = fakeDatabase({ 'SELECT id': [ROW] });
  const store = new PostgresItemStore(database);

  assert.deepEqual(await store.find(ROW.id), ITEM);
  assert.deepEqual(await store.list(), [ITEM]);
});
