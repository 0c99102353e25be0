"""Routes that take JSON as it is meant, and nothing else."""

import json
import re
from collections.abc import Callable, Coroutine
from typing import Annotated, Any, NoReturn

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from service.platform.problems import Fault, Problem


def _refuse_no_integer(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]+", value):
        raise PydanticCustomError("int_parsing", "Input should be a valid integer")
    return value


Integer = Annotated[int, BeforeValidator(_refuse_no_integer)]
"""For parameters: pydantic alone takes 1_0 and 1.0 too."""


class StrictRoute(APIRoute):
    """A route that refuses what FastAPI would let pass.

    That is a body of another content type (415), names and parameters that occur twice, and numbers that JSON does not
    have.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's own handler, given a request that is read strictly."""
        handle = super().get_route_handler()
        takes_body = self.body_field is not None

        async def handle_strictly(request: Request) -> Response:
            if request.scope["query_string"]:
                _check_query(request)
            if not takes_body:
                return await handle(request)
            strict = StrictRequest(request.scope, request.receive)
            _check_type(strict)
            # FastAPI would take a problem with reading for one with parsing.
            await strict.body()
            return await handle(strict)

        return handle_strictly


class StrictRequest(Request):
    """A request whose body is read by the letter of the standard."""

    async def json(self) -> Any:  # noqa: ANN401 - as Starlette has it
        """The body."""
        body = await self.body()
        return json.loads(body, parse_constant=_refuse_constant, object_pairs_hook=_without_doubles)


def _check_type(request: Request) -> None:
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type != "application/json":
        raise Problem(415, "The body must be application/json.")


def _check_query(request: Request) -> None:
    names = [name for name, _ in request.query_params.multi_items()]
    faults = [Fault.in_parameter(name, "is given twice") for name in sorted(set(names)) if names.count(name) > 1]
    if faults:
        raise Problem(400, faults[0].detail, faults=faults)


def _refuse_constant(name: str) -> NoReturn:
    raise json.JSONDecodeError(f"{name} is no number of JSON", name, 0)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise json.JSONDecodeError("a name occurs twice", "", 0)
    return members
