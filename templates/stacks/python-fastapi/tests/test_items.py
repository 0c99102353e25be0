"""The example resource, held against openapi.yaml (row 11)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from service.app import create_app
from service.settings import Settings
from tests.conftest import Service

TEXT = Path(__file__).parents[1].joinpath("openapi.yaml").read_text()
DOCUMENT: dict[str, Any] = yaml.safe_load(TEXT)
METHODS = {"get", "head", "post", "put", "patch", "delete", "options"}


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    running = Service("service", {}).await_ready()
    yield running
    running.close()


def ask(service: Service, method: str, path: str, schema: str, json: object = None) -> httpx.Response:
    response = httpx.request(method, f"{service.url}{path}", json=json)
    if schema:
        whole = {"$ref": f"#/components/schemas/{schema}", "components": DOCUMENT["components"]}
        Draft202012Validator(whole, format_checker=FormatChecker()).validate(response.json())
    return response


def test_row_11_the_document_is_served_as_it_is(service: Service) -> None:
    assert httpx.get(f"{service.url}/openapi.yaml").text == TEXT


def test_row_11_the_routes_are_the_operations_of_the_document() -> None:
    api = create_app(Settings(), b"").api
    api.openapi_url = "/openapi.json"
    served = {
        (method, path) for path, item in api.openapi()["paths"].items() for method in item if path.startswith("/v1")
    }
    documented = {(method, path) for path, item in DOCUMENT["paths"].items() for method in METHODS & set(item)}
    assert served == documented


def test_items_are_made_found_and_deleted(service: Service) -> None:
    made = ask(service, "POST", "/v1/items", "Item", {"name": "lamp", "tags": ["new"]})
    path = f"/v1/items/{made.json()['id']}"
    assert (made.status_code, made.headers["location"]) == (201, path)
    assert ask(service, "GET", path, "Item").json() == made.json()
    assert ask(service, "DELETE", path, "").status_code == 204
    for method in ("GET", "DELETE"):
        assert ask(service, method, path, "Problem").status_code == 404


def test_pages_hold_every_item_once_whatever_is_deleted_meanwhile() -> None:
    running = Service("service", {}).await_ready()
    try:
        ids = [ask(running, "POST", "/v1/items", "Item", {"name": "x"}).json()["id"] for _ in range(7)]
        seen: list[str] = []
        path = "/v1/items?limit=3"
        while path:
            page = ask(running, "GET", path, "ItemPage").json()
            seen += [item["id"] for item in page["items"]]
            if len(seen) == 3:
                ask(running, "DELETE", f"/v1/items/{seen[0]}", "")
            path = f"/v1/items?limit=3&cursor={page['nextCursor']}" if "nextCursor" in page else ""
        assert seen == ids
    finally:
        running.close()


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#/name"),
        ({"name": "é" * 201}, "#/name"),
        ({"name": "x", "tags": [""]}, "#/tags/0"),
        ({"name": "x", "tags": ["a"] * 21}, "#/tags"),
        ({"name": "x", "id": "mine"}, "#/id"),
    ],
)
def test_row_10_bad_items_are_refused(service: Service, body: object, pointer: str) -> None:
    response = ask(service, "POST", "/v1/items", "Problem", body)
    assert (response.status_code, response.json()["errors"][0]["pointer"]) == (400, pointer)


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "cursor=", "cursor=x", f"cursor={'x' * 201}"])
def test_row_10_bad_pages_are_refused(service: Service, query: str) -> None:
    response = ask(service, "GET", f"/v1/items?{query}", "Problem")
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, query.split("=", maxsplit=1)[0])


def test_row_10_a_long_id_is_refused(service: Service) -> None:
    assert ask(service, "GET", f"/v1/items/{'x' * 65}", "Problem").status_code == 400
