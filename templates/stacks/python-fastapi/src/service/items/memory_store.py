"""Items in memory, gone with the process."""

import itertools
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from uuid import uuid4

from service.items.models import Item, ItemPage, NewItem
from service.items.store import UnknownCursorError


class MemoryItemStore:
    """Sequence numbers only grow, so a page stays where it is when items before it are deleted."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[int, Item]] = {}
        self._numbers = itertools.count(1)

    async def list(self, limit: int, cursor: str | None) -> ItemPage:
        """A page, the oldest first."""
        after = 0 if cursor is None else _decode(cursor)
        later = (row for row in self._rows.values() if row[0] > after)
        rows = list(itertools.islice(later, limit + 1))
        page = rows[:limit]
        next_cursor = _encode(page[-1][0]) if len(rows) > limit else None
        return ItemPage(items=[item for _, item in page], next_cursor=next_cursor)

    async def create(self, new: NewItem) -> Item:
        """Makes an item."""
        item = Item(id=str(uuid4()), name=new.name, tags=new.tags, created_at=datetime.now(UTC))
        self._rows[item.id] = (next(self._numbers), item)
        return item

    async def get(self, item_id: str) -> Item | None:
        """The item, if there is one."""
        row = self._rows.get(item_id)
        return row[1] if row else None

    async def delete(self, item_id: str) -> bool:
        """Whether there was one."""
        return self._rows.pop(item_id, None) is not None


# Opaque to clients, so that another store may page by something else.
def _encode(number: int) -> str:
    return urlsafe_b64encode(f"after:{number}".encode()).decode()


def _decode(cursor: str) -> int:
    try:
        match = re.fullmatch(r"after:(\d{1,15})", urlsafe_b64decode(cursor).decode())
    except ValueError as error:
        raise UnknownCursorError from error
    if match is None:
        raise UnknownCursorError
    return int(match[1])
