"""What this service keeps."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from uuid import uuid4


@dataclass(frozen=True)
class Item:
    id: str
    name: str
    created_at: datetime

    @staticmethod
    def create(name: str) -> "Item":
        return Item(str(uuid4()), name, datetime.now(UTC))

    def to_json(self) -> dict[str, str]:
        created_at = self.created_at.astimezone(UTC).isoformat().replace("+00:00", "Z")
        return {"id": self.id, "name": self.name, "createdAt": created_at}


class ItemStore(Protocol):
    """Where items are kept."""

    async def add(self, item: Item) -> None: ...

    async def find(self, item_id: str) -> Item | None: ...

    async def newest(self) -> list[Item]:
        """100 at most, the newest first."""


class ItemPublisher(Protocol):
    """Tells others of new items."""

    async def check(self) -> None:
        """Raises while nobody can be told."""

    async def created(self, item: Item) -> None: ...


class MemoryItemStore:
    """Keeps items as long as the process lives."""

    def __init__(self) -> None:
        self._items: dict[str, Item] = {}

    async def add(self, item: Item) -> None:
        self._items[item.id] = item

    async def find(self, item_id: str) -> Item | None:
        return self._items.get(item_id)

    async def newest(self) -> list[Item]:
        return list(reversed(self._items.values()))[:100]
