"""HTTP/1.1 with deadlines for what clients send, and problem documents for what is no request."""

import asyncio
import json
import sys
from functools import partial
from http import HTTPStatus

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from service.platform.joined_writes import JoinedWrites

_POLL = 0.5
"""Seconds between looks at whether a late body may be cut off."""


class DeadlineProtocol(H11Protocol):
    """A connection that is closed when a client takes too long to send the headers or the body of a request."""

    def __init__(self, headers_timeout: float, request_timeout: float, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        self._headers_timeout = headers_timeout
        self._request_timeout = request_timeout
        self._headers_timer: asyncio.TimerHandle | None = None
        self._body_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Waits for the first request."""
        super().connection_made(JoinedWrites(transport, self.loop))  # type: ignore[arg-type]
        self._headers_timer = self.loop.call_later(self._headers_timeout, self._on_late_headers)

    def data_received(self, data: bytes) -> None:
        """Waits for the rest, where there is one."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Waits for the rest of what came while the answer was made."""
        super().on_response_complete()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Waits for nothing any more."""
        self._stop_headers_timer()
        self._stop_body_timer()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Answers what is not even HTTP, and hangs up."""
        hint = getattr(sys.exception(), "error_status_hint", HTTPStatus.BAD_REQUEST)
        self._refuse(HTTPStatus(hint), msg)

    def _unsupported_upgrade_warning(self) -> None:
        """A client that asks for another protocol is answered in this one, and is no reason to warn."""

    def _watch(self) -> None:
        is_between = self.conn.their_state is h11.IDLE and (self.cycle is None or self.cycle.response_complete)
        if not is_between:
            self._stop_headers_timer()
        elif self._headers_timer is None and self.conn.trailing_data[0]:
            self._headers_timer = self.loop.call_later(self._headers_timeout, self._on_late_headers)
        if self.conn.their_state is not h11.SEND_BODY:
            self._stop_body_timer()
        elif self._body_timer is None:
            self._body_timer = self.loop.call_later(self._request_timeout, self._on_late_body)

    def _on_late_headers(self) -> None:
        if self.conn.trailing_data[0]:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT, "The headers did not arrive in time.")
        else:
            self.transport.close()

    def _on_late_body(self) -> None:
        # Who reads the body answers 408. This is for one that nobody reads, behind an answer that is already out.
        if self.cycle.response_complete:
            self.transport.close()
        else:
            self._body_timer = self.loop.call_later(_POLL, self._on_late_body)

    def _refuse(self, status: HTTPStatus, detail: str) -> None:
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            problem = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail}
            body = json.dumps({**problem, "instance": "/"}).encode()
            headers = [
                (b"content-type", b"application/problem+json"),
                (b"x-content-type-options", b"nosniff"),
                (b"content-length", str(len(body)).encode()),
                (b"connection", b"close"),
            ]
            response = h11.Response(status_code=status, headers=headers, reason=status.phrase.encode())
            for event in (response, h11.Data(data=body), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _stop_headers_timer(self) -> None:
        if self._headers_timer is not None:
            self._headers_timer.cancel()
            self._headers_timer = None

    def _stop_body_timer(self) -> None:
        if self._body_timer is not None:
            self._body_timer.cancel()
            self._body_timer = None


def protocol_with(headers_timeout: float, request_timeout: float) -> type[asyncio.Protocol]:
    """Such a protocol, in the form that uvicorn takes."""
    return partial(DeadlineProtocol, headers_timeout, request_timeout)  # type: ignore[return-value]
