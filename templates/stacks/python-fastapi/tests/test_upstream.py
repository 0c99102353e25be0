"""Row 12, and row 9 of outgoing calls: how other services are called."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeVar

import httpx
import pytest
from pydantic import HttpUrl

from service.platform.problems import Problem
from service.platform.request_info import PATIENCE, RequestInfo, TraceContext, current_request
from service.platform.upstream import Upstream

Result = TypeVar("Result")


class Other(ThreadingHTTPServer):
    """Another service: each path is the status that it answers with, and /slow never answers in time."""

    daemon_threads = True

    def __init__(self) -> None:
        self.seen: list[dict[str, str]] = []
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: Other

    def do_GET(self) -> None:
        self.server.seen.append({name.lower(): value for name, value in self.headers.items()})
        if self.path == "/slow":
            time.sleep(2)
        self.send_response(200 if self.path == "/slow" else int(self.path[1:]))
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    do_POST = do_GET  # noqa: N815 - as the library calls it

    def log_message(self, *_args: object) -> None: ...


@pytest.fixture
def other() -> Iterator[Other]:
    server = Other()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


def run(other: Other, work: Callable[[Upstream], Awaitable[Result]]) -> Result:
    async def with_upstream() -> Result:
        upstream = Upstream("other", HttpUrl(f"http://127.0.0.1:{other.server_port}"), 0.5)
        try:
            return await work(upstream)
        finally:
            await upstream.close()

    return asyncio.run(with_upstream())


async def status_of(call: Awaitable[httpx.Response]) -> int:
    try:
        return (await call).status_code
    except Problem as problem:
        return problem.status


@pytest.mark.parametrize("status", [200, 404, 409])
def test_row_12_answers_below_500_are_for_the_caller(other: Other, status: int) -> None:
    assert run(other, lambda upstream: status_of(upstream.call("GET", f"/{status}"))) == status


def test_row_12_has_a_deadline(other: Other) -> None:
    started = time.monotonic()
    assert run(other, lambda upstream: status_of(upstream.call("GET", "/slow"))) == 504
    assert time.monotonic() - started < 1.5
    assert len(other.seen) == 1


def test_row_12_never_waits_longer_than_its_caller(other: Other) -> None:
    async def call(upstream: Upstream) -> int:
        trace = TraceContext("a" * 32, "b" * 16, "01", "vendor=x")
        current_request.set(RequestInfo("abc", trace, time.monotonic() + 0.1))
        return await status_of(upstream.call("GET", "/slow"))

    started = time.monotonic()
    assert run(other, call) == 504
    assert time.monotonic() - started < 0.45


@pytest.mark.parametrize(("method", "calls"), [("GET", 3), ("POST", 1)])
def test_row_12_repeats_what_may_be_repeated_twice(other: Other, method: str, calls: int) -> None:
    assert run(other, lambda upstream: status_of(upstream.call(method, "/503"))) == 502
    assert len(other.seen) == calls


def test_row_12_stops_calling_what_keeps_failing(other: Other) -> None:
    async def call_often(upstream: Upstream) -> int:
        for _ in range(20):
            await status_of(upstream.call("GET", "/500"))
        return await status_of(upstream.call("GET", "/500"))

    assert run(other, call_often) == 503
    assert len(other.seen) == 5


def test_row_09_passes_on_the_trace_and_the_request_id(other: Other) -> None:
    async def call(upstream: Upstream) -> int:
        current_request.set(RequestInfo("abc", TraceContext("a" * 32, "b" * 16, "01", "vendor=x"), None))
        return await status_of(upstream.call("GET", "/200"))

    assert run(other, call) == 200
    headers = other.seen[0]
    assert headers["traceparent"] == f"00-{'a' * 32}-{'b' * 16}-01"
    assert (headers["tracestate"], headers["x-request-id"]) == ("vendor=x", "abc")
    assert 0 < int(headers[PATIENCE]) <= 500
