"""Items in PostgreSQL."""

import os

from psycopg_pool import AsyncConnectionPool

from service.items import Item
from service.settings import port_of, text_of

TABLE = """CREATE TABLE IF NOT EXISTS items (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz NOT NULL
)"""


class PostgresItemStore:
    def __init__(self, pool: AsyncConnectionPool):
        self._pool = pool
        self._has_table = False

    @staticmethod
    def from_environment() -> "PostgresItemStore":
        # Given one by one, so that a password cannot mean something in an address.
        place = {
            "host": text_of("POSTGRES_HOST", "localhost"),
            "port": port_of("POSTGRES_PORT", 5432),
            "dbname": text_of("POSTGRES_DB", "app"),
            "user": text_of("POSTGRES_USER", "app"),
            "password": os.environ.get("POSTGRES_PASSWORD", ""),
            "connect_timeout": 2,
        }
        return PostgresItemStore(
            AsyncConnectionPool(kwargs=place, min_size=1, max_size=10, timeout=1.2, open=False)
        )

    async def open(self) -> None:
        """Begins to connect; does not wait for the database."""
        await self._pool.open(wait=False)

    async def close(self) -> None:
        await self._pool.close()

    async def check(self) -> None:
        """Raises while the database cannot be used."""
        await self._run("SELECT 1")

    async def add(self, item: Item) -> None:
        await self._run(
            "INSERT INTO items (id, name, created_at) VALUES (%s, %s, %s)",
            (item.id, item.name, item.created_at),
        )

    async def find(self, item_id: str) -> Item | None:
        # Compared as text: what is no UUID is not found instead of refused.
        rows = await self._run(
            "SELECT id::text, name, created_at FROM items WHERE id::text = %s", (item_id,)
        )
        return Item(*rows[0]) if rows else None

    async def newest(self) -> list[Item]:
        rows = await self._run(
            "SELECT id::text, name, created_at FROM items ORDER BY created_at DESC LIMIT 100"
        )
        return [Item(*row) for row in rows]

    async def _run(self, statement: str, values: tuple = ()) -> list[tuple]:
        async with self._pool.connection() as connection:
            # Made by whoever comes first, and again after a failure.
            if not self._has_table:
                await connection.execute(TABLE)
                await connection.commit()
                self._has_table = True
            cursor = await connection.execute(statement, values)
            return await cursor.fetchall() if cursor.description else []
