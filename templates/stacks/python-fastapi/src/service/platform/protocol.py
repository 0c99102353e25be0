"""HTTP/1.1 with a deadline for headers, and problem documents for what is no request."""

import asyncio
import json
from functools import partial

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol


class DeadlineProtocol(H11Protocol):
    """A connection that is closed when a client takes too long to send the headers of a request."""

    def __init__(self, headers_timeout: float, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        self._headers_timeout = headers_timeout
        self._headers_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Waits for the first request."""
        super().connection_made(transport)
        self._start_timer()

    def data_received(self, data: bytes) -> None:
        """Waits for the rest of the headers, where they are not whole."""
        super().data_received(data)
        is_waiting = self.conn.their_state is h11.IDLE and (self.cycle is None or self.cycle.response_complete)
        if is_waiting and self.conn.trailing_data[0]:
            self._start_timer()
        elif not is_waiting:
            self._stop_timer()

    def connection_lost(self, exc: Exception | None) -> None:
        """Waits for nothing any more."""
        self._stop_timer()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Answers what is not even HTTP, and hangs up."""
        problem = {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": msg, "instance": "/"}
        body = json.dumps(problem).encode()
        headers = [
            (b"content-type", b"application/problem+json"),
            (b"x-content-type-options", b"nosniff"),
            (b"content-length", str(len(body)).encode()),
            (b"connection", b"close"),
        ]
        for event in (h11.Response(status_code=400, headers=headers), h11.Data(data=body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _start_timer(self) -> None:
        if self._headers_timer is None:
            self._headers_timer = self.loop.call_later(self._headers_timeout, self.transport.close)

    def _stop_timer(self) -> None:
        if self._headers_timer is not None:
            self._headers_timer.cancel()
            self._headers_timer = None


def protocol_with(headers_timeout: float) -> type[asyncio.Protocol]:
    """Such a protocol, in the form that uvicorn takes."""
    return partial(DeadlineProtocol, headers_timeout)  # type: ignore[return-value]
