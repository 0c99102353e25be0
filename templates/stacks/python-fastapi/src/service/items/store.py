"""Where items are kept."""

from typing import Protocol

from service.items.models import Item, ItemPage, NewItem


class UnknownCursorError(Exception):
    """The cursor is not one that a page was answered with."""


class ItemStore(Protocol):
    """Keeps items."""

    async def list(self, limit: int, cursor: str | None) -> ItemPage:
        """A page, the oldest first. Raises UnknownCursorError."""
        ...

    async def create(self, new: NewItem) -> Item:
        """Makes an item."""
        ...

    async def get(self, item_id: str) -> Item | None:
        """The item, if there is one."""
        ...

    async def delete(self, item_id: str) -> bool:
        """Whether there was one."""
        ...
