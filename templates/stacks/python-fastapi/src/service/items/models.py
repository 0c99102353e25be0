"""The schemas of openapi.yaml."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Tag = Annotated[str, Field(min_length=1, max_length=50)]


class NewItem(BaseModel):
    """What a client sends to make an item."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: Annotated[str, Field(min_length=1, max_length=200)]
    tags: Annotated[list[Tag], Field(max_length=20)] = []


class Item(BaseModel):
    """One thing of the collection."""

    id: str
    name: str
    tags: list[str]
    created_at: Annotated[datetime, Field(serialization_alias="createdAt")]


class ItemPage(BaseModel):
    """A part of the collection."""

    items: list[Item]
    next_cursor: Annotated[str | None, Field(serialization_alias="nextCursor")] = None
    """Where the next page begins; absent on the last one."""
