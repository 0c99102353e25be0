"""Bounds on the bodies of requests."""

import asyncio
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.platform.problems import Problem


class BodyLimits:
    """Refuses a body that is too large (413) or does not arrive in time (408)."""

    def __init__(self, app: ASGIApp, *, max_bytes: int, timeout_seconds: float) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._timeout = timeout_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The application, with a body that is counted and timed."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        deadline = time.monotonic() + self._timeout
        received = 0
        is_whole = False

        async def receive_within_limits() -> Message:
            nonlocal received, is_whole
            if is_whole:
                # What comes now is that the client hangs up, which has all the time there is.
                return await receive()
            # What says itself that it is too large is not waited for.
            self._check(received or _declared_length(scope))
            try:
                async with asyncio.timeout(deadline - time.monotonic()):
                    message = await receive()
            except TimeoutError as error:
                raise Problem(408, "The body did not arrive in time.", headers={"connection": "close"}) from error
            received += len(message.get("body", b""))
            is_whole = not message.get("more_body", False)
            self._check(received)
            return message

        await self._app(scope, receive_within_limits, send)

    def _check(self, length: int) -> None:
        if length > self._max_bytes:
            raise Problem(413, f"The body is larger than {self._max_bytes} bytes.")


def _declared_length(scope: Scope) -> int:
    # The server has refused what is no number.
    return int(dict(scope["headers"]).get(b"content-length", 0))
