"""Calls to other services: each with a deadline, within the trace and the request that it belongs to."""

import asyncio
import random
import time
from typing import Any

import httpx
from pydantic import HttpUrl

from service.platform.circuit_breaker import CircuitBreaker
from service.platform.problems import Problem
from service.platform.request_info import PATIENCE, current_request

_MAX_RETRIES = 2
"""A call that may be repeated is, at most so many times."""
_FIRST_BACKOFF = 0.05
"""Seconds before the first retry, at most; it doubles with each."""
_IDEMPOTENT = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"}


class _PassingError(Problem):
    """Another try may go better."""


class Upstream:
    """Another service that this one calls. Make one when the service starts: it keeps connections open."""

    def __init__(self, name: str, url: HttpUrl, timeout_seconds: float) -> None:
        self._name = name
        self._timeout = timeout_seconds
        self._breaker = CircuitBreaker()
        self._client = httpx.AsyncClient(base_url=str(url), timeout=timeout_seconds, follow_redirects=False)

    async def call(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,  # noqa: ANN401 - whatever JSON can say
        timeout_seconds: float | None = None,
    ) -> httpx.Response:
        """The answer, with a status below 500, for the caller to judge.

        Raises Problem with the status 502, 503 or 504 where there is none. Waits no longer than who called us does.
        """
        deadline = time.monotonic() + min(self._timeout, timeout_seconds or self._timeout)
        request = current_request.get()
        if request is not None and request.deadline is not None:
            deadline = min(deadline, request.deadline)
        retries = 0
        while True:
            try:
                return await self._attempt(method, path, json, deadline)
            except _PassingError:
                # A random part of a time that doubles, so that callers do not come back all at once.
                pause = random.uniform(0, _FIRST_BACKOFF * 2**retries)  # noqa: S311
                is_in_time = time.monotonic() + pause < deadline
                if method not in _IDEMPOTENT or retries == _MAX_RETRIES or not is_in_time:
                    raise
                retries += 1
                await asyncio.sleep(pause)

    async def close(self) -> None:
        """Closes its connections."""
        await self._client.aclose()

    async def _attempt(self, method: str, path: str, json: object, deadline: float) -> httpx.Response:
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            raise Problem(504, f"{self._name} was not asked: no time was left.")
        if not self._breaker.admits():
            raise Problem(503, f"{self._name} has failed too often to be asked again now.")
        try:
            response = await self._send(method, path, json, remaining)
        except Problem:
            self._breaker.failed()
            raise
        self._breaker.succeeded()
        return response

    async def _send(self, method: str, path: str, json: object, remaining: float) -> httpx.Response:
        request = current_request.get()
        headers = {} if request is None else request.outgoing_headers()
        headers[PATIENCE] = str(max(1, int(remaining * 1000)))
        try:
            async with asyncio.timeout(remaining):
                response = await self._client.request(method, path, json=json, headers=headers)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise Problem(504, f"{self._name} did not answer in time.") from error
        except httpx.HTTPError as error:
            raise _PassingError(502, f"{self._name} could not be reached.") from error
        if response.status_code in {502, 503, 504}:
            raise _PassingError(502, f"{self._name} answered {response.status_code}.")
        if response.is_server_error or response.is_redirect:
            raise Problem(502, f"{self._name} answered {response.status_code}.")
        return response
