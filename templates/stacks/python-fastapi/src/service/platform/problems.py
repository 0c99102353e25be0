"""Errors as problem documents (RFC 9457)."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match
from starlette.types import Scope

log = logging.getLogger(__name__)

CLIENT_CLOSED_REQUEST = 499
"""What proxies log where the client did not wait for the answer."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with one part of a request: a JSON pointer into the body, or the name of a parameter."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None

    @classmethod
    def in_body(cls, pointer: str, reason: str) -> "Fault":
        """At a place in the body; the empty pointer is the whole of it."""
        return cls(f"{pointer or 'The body'}: {reason}", pointer=f"#{pointer}")

    @classmethod
    def in_parameter(cls, name: str, reason: str) -> "Fault":
        """In a parameter of the path, the query or the header."""
        return cls(f"The parameter {name}: {reason}", parameter=name)


class Problem(Exception):  # noqa: N818 - it is what the standard calls it
    """An error meant for the client. All others are answered with a bare 500."""

    def __init__(
        self,
        status: int,
        detail: str | None = None,
        *,
        faults: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.faults = faults
        self.headers = headers


def problem_response(problem: Problem, scope: Scope) -> JSONResponse:
    """The answer to a request."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
        "instance": scope.get("raw_path", b"").decode("ascii", "replace") or quote(scope["path"]),
        "errors": [{key: value for key, value in vars(fault).items() if value} for fault in problem.faults] or None,
    }
    return JSONResponse(
        {key: value for key, value in body.items() if value is not None},
        status_code=problem.status,
        headers=problem.headers,
        media_type="application/problem+json",
    )


def answer_problems(api: FastAPI) -> None:
    """Every error that FastAPI, Starlette or a handler raises becomes a problem document."""

    @api.exception_handler(Problem)
    async def on_problem(request: Request, problem: Problem) -> JSONResponse:
        if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            log.error(problem.detail, exc_info=problem.__cause__)
        return problem_response(problem, request.scope)

    @api.exception_handler(RequestValidationError)
    async def on_invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        return problem_response(_of_validation(error), request.scope)

    @api.exception_handler(HTTPException)
    async def on_http(request: Request, error: HTTPException) -> JSONResponse:
        path = request.url.path
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            allow = ", ".join(_methods_at(request))
            problem = Problem(405, f"{request.method} is not allowed at {path}.", headers={"allow": allow})
        elif error.status_code == HTTPStatus.NOT_FOUND:
            problem = Problem(404, f"Nothing is served at {path}.")
        else:
            problem = Problem(error.status_code, error.detail, headers=error.headers)
        return problem_response(problem, request.scope)

    @api.exception_handler(ClientDisconnect)
    async def on_hang_up(_request: Request, _error: ClientDisconnect) -> Response:
        # Nobody reads it any more; it is for the log.
        return Response(status_code=CLIENT_CLOSED_REQUEST)

    @api.exception_handler(Exception)
    async def on_error(request: Request, _error: Exception) -> JSONResponse:
        return problem_response(Problem(500), request.scope)


_METHODS = ("DELETE", "GET", "PATCH", "POST", "PUT")


def _methods_at(request: Request) -> list[str]:
    """Those that have a route: the error itself names the methods of the first one only."""
    scope = {key: request.scope[key] for key in ("type", "path", "root_path", "headers", "query_string")}
    methods = [
        method
        for method in _METHODS
        if any(route.matches({**scope, "method": method})[0] == Match.FULL for route in request.app.routes)
    ]
    return sorted([*methods, "HEAD"]) if "GET" in methods else methods


def _of_validation(error: RequestValidationError) -> Problem:
    faults = [_fault_of(fault) for fault in error.errors()]
    not_json = [fault for fault in error.errors() if fault["type"] == "json_invalid"]
    if not_json:
        return Problem(400, "The body is no valid JSON.")
    return Problem(400, faults[0].detail if faults else None, faults=faults)


def _fault_of(fault: Mapping[str, Any]) -> Fault:
    place, *path = fault["loc"]
    reason = str(fault["msg"])
    if place == "body":
        steps = (str(step).replace("~", "~0").replace("/", "~1") for step in path)
        return Fault.in_body("".join(f"/{step}" for step in steps), reason)
    return Fault.in_parameter(str(path[0]) if path else str(place), reason)
