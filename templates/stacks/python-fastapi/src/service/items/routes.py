"""The operations of openapi.yaml on items."""

from typing import Annotated

from fastapi import FastAPI, Path, Query, Response

from service.items.models import Item, ItemPage, NewItem
from service.items.store import ItemStore, UnknownCursorError
from service.platform.problems import Fault, Problem
from service.platform.strict_route import Integer

ItemId = Annotated[str, Path(alias="id", min_length=1, max_length=64)]
Limit = Annotated[Integer, Query(ge=1, le=100)]
Cursor = Annotated[str | None, Query(min_length=1, max_length=200)]


def serve_items(api: FastAPI, store: ItemStore) -> None:
    """Routes that keep their items in a store."""

    @api.get("/v1/items", response_model_exclude_none=True)
    async def list_items(limit: Limit = 20, cursor: Cursor = None) -> ItemPage:
        try:
            return await store.list(limit, cursor)
        except UnknownCursorError as error:
            fault = Fault.in_parameter("cursor", "is not one that a page was answered with")
            raise Problem(400, fault.detail, faults=[fault]) from error

    @api.post("/v1/items", status_code=201)
    async def create_item(new: NewItem, response: Response) -> Item:
        item = await store.create(new)
        response.headers["location"] = f"/v1/items/{item.id}"
        return item

    @api.get("/v1/items/{id}")
    async def get_item(item_id: ItemId) -> Item:
        item = await store.get(item_id)
        if item is None:
            raise _not_found(item_id)
        return item

    @api.delete("/v1/items/{id}", status_code=204)
    async def delete_item(item_id: ItemId) -> None:
        if not await store.delete(item_id):
            raise _not_found(item_id)


def _not_found(item_id: str) -> Problem:
    return Problem(404, f"There is no item {item_id}.")
