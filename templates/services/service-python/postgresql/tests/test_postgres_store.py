import unittest
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from types import SimpleNamespace

from service.items import Item
from service.postgres_store import PostgresItemStore

ROW = ("7f1b1a5e-2d6c-4a35-9c3d-0d8b7b0f3c11", "tea", datetime(2026, 1, 31, tzinfo=UTC))


class FakePool:
    """Answers by what a statement begins with, and keeps what it was asked."""

    def __init__(self, answers=None):
        self.answers = answers or {}
        self.asked = []

    @asynccontextmanager
    async def connection(self):
        yield self

    async def commit(self):
        pass

    async def execute(self, statement, values=()):
        self.asked.append((statement, values))
        answer = next((rows for start, rows in self.answers.items() if statement.startswith(start)), [])
        if isinstance(answer, Exception):
            raise answer

        async def fetchall():
            return answer

        return SimpleNamespace(description=statement.startswith("SELECT"), fetchall=fetchall)


class PostgresItemStoreTest(unittest.IsolatedAsyncioTestCase):
    async def test_the_table_is_made_once(self):
        pool = FakePool()
        store = PostgresItemStore(pool)

        await store.check()
        await store.check()

        made = [statement for statement, _ in pool.asked if statement.startswith("CREATE TABLE")]
        self.assertEqual(len(made), 1)

    async def test_the_table_is_tried_again_after_a_failure(self):
        pool = FakePool({"CREATE": OSError("refused")})
        store = PostgresItemStore(pool)
        with self.assertRaisesRegex(OSError, "refused"):
            await store.check()

        pool.answers.clear()

        await store.check()

    async def test_texts_of_people_are_values_and_never_statements(self):
        pool = FakePool()
        name = "'; DROP TABLE items; --"

        await PostgresItemStore(pool).add(Item(ROW[0], name, ROW[2]))

        statement, values = pool.asked[-1]
        self.assertEqual(values, (ROW[0], name, ROW[2]))
        self.assertNotIn(name, statement)

    async def test_rows_come_back_as_items(self):
        store = PostgresItemStore(FakePool({"SELECT id": [ROW]}))

        self.assertEqual(await store.find(ROW[0]), Item(*ROW))
        self.assertEqual(await store.newest(), [Item(*ROW)])
