"""What a request carries through the service: its id, its place in a trace, how long its caller waits."""

import os
import re
import time
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import NamedTuple

Headers = Mapping[bytes, bytes]
"""As the server has read them: names in lower case."""

PATIENCE = "x-envoy-expected-rq-timeout-ms"
"""The header in which Envoy and Istio tell for how many milliseconds the caller waits."""
_PATIENCE = PATIENCE.encode()

_ID = re.compile(rb"[A-Za-z0-9._:/+=@-]{1,128}")
_TRACEPARENT = re.compile(r"(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")
_MAX_TRACESTATE = 512


class TraceContext(NamedTuple):
    """A step of a trace (W3C Trace Context)."""

    trace_id: str
    span_id: str
    flags: str
    state: str | None = None


@dataclass(slots=True)
class RequestInfo:
    """What is known of the request that is being answered."""

    request_id: str
    trace: TraceContext
    deadline: float | None
    """When the caller stops waiting, by the clock of time.monotonic()."""

    def outgoing_headers(self) -> dict[str, str]:
        """Headers that make a call a part of the same trace and the same request."""
        trace = self.trace
        state = {} if trace.state is None else {"tracestate": trace.state}
        traceparent = f"00-{trace.trace_id}-{trace.span_id}-{trace.flags}"
        return {"traceparent": traceparent, **state, "x-request-id": self.request_id}


current_request: ContextVar[RequestInfo | None] = ContextVar("current_request", default=None)


def request_id_of(headers: Headers) -> str:
    """The caller's id if it is safe to log and pass on, or a new one."""
    given = headers.get(b"x-request-id")
    return given.decode() if given is not None and _ID.fullmatch(given) else os.urandom(16).hex()


def parent_of(headers: Headers) -> TraceContext | None:
    """The step of the caller; none where it sent none that is valid."""
    given = headers.get(b"traceparent")
    match = None if given is None else _TRACEPARENT.fullmatch(given.decode("latin-1"))
    if match is None:
        return None
    version, trace_id, span_id, flags, rest = match.groups()
    if version == "00" and rest is not None:
        return None
    state = headers.get(b"tracestate", b"").decode("latin-1").strip()
    return TraceContext(trace_id, span_id, flags, state if 0 < len(state) <= _MAX_TRACESTATE else None)


def child_of(parent: TraceContext | None) -> TraceContext:
    """A step below the caller's, or the first of a new trace, which nothing here records."""
    if parent is None:
        ids = os.urandom(24).hex()
        return TraceContext(ids[:32], ids[32:], "00")
    return TraceContext(parent.trace_id, os.urandom(8).hex(), parent.flags, parent.state)


def deadline_of(headers: Headers) -> float | None:
    """When the caller stops waiting, if it says so."""
    given = headers.get(_PATIENCE)
    if given is None or not re.fullmatch(rb"[1-9][0-9]{0,7}", given):
        return None
    return time.monotonic() + int(given) / 1000
