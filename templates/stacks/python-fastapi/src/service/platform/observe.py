"""Counts, traces and logs every request under the pattern of its route."""

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.platform.health import Health
from service.platform.logs import RequestRecord
from service.platform.metrics import UNKNOWN_ROUTE, Metrics
from service.platform.problems import CLIENT_CLOSED_REQUEST, Problem, problem_response
from service.platform.request_info import RequestInfo, current_request, deadline_of, parent_of, request_id_of
from service.platform.tracing import Tracing

log = logging.getLogger(__name__)

_PLATFORM = {"/livez", "/readyz", "/metrics", "/openapi.yaml"}
"""What the platform answers itself, probes and scrapes: logged at debug level, and not traced."""
_METHOD_NOT_ALLOWED = 405


class Observe:
    """The outermost layer: whatever happens below it, the request is answered, counted and logged."""

    def __init__(self, app: ASGIApp, platform: ASGIApp, *, metrics: Metrics, tracing: Tracing, health: Health) -> None:
        self._app = app
        self._platform = platform
        self._metrics = metrics
        self._tracing = tracing
        self._health = health

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The application, observed."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        headers = dict(scope["headers"])
        method: str = scope["method"]
        is_quiet = scope["path"] in _PLATFORM
        span = self._tracing.start(parent_of(headers), method, scope["path"], is_quiet=is_quiet)
        info = RequestInfo(request_id_of(headers), span.context, deadline_of(headers))
        token = current_request.set(info)
        # FastAPI serves HEAD only where a route says so; the server leaves the body out.
        inner: Scope = {**scope, "method": "GET"} if method == "HEAD" else {**scope}
        status = CLIENT_CLOSED_REQUEST

        async def send_observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                own = [(b"x-content-type-options", b"nosniff"), (b"x-request-id", info.request_id.encode())]
                if self._health.state == "draining":
                    own.append((b"connection", b"close"))
                message["headers"] = [*message["headers"], *own]
            await send(message)

        self._metrics.active += 1
        try:
            await (self._platform if is_quiet else self._app)(inner, receive, send_observed)
        except Exception:
            log.exception("request failed")
            if status == CLIENT_CLOSED_REQUEST:
                await problem_response(Problem(500), scope)(inner, receive, send_observed)
        finally:
            self._metrics.active -= 1
            seconds = time.perf_counter() - started
            # A path that has a route for other methods only counts as one that has none.
            is_served = status != _METHOD_NOT_ALLOWED and "route" in inner
            route: str = inner["route"].path if is_served else UNKNOWN_ROUTE
            self._metrics.ended(method, route, status, seconds)
            span.end(method, route, status)
            level = logging.DEBUG if is_quiet else logging.INFO
            if log.isEnabledFor(level):
                line = RequestRecord(
                    log.name,
                    level,
                    info,
                    method=method,
                    route=route,
                    path=scope["path"],
                    status=status,
                    duration_ms=round(seconds * 1000, 1),
                )
                log.handle(line)
            current_request.reset(token)
