"""Sends spans to a collector, where one is named."""

from typing import TYPE_CHECKING, Protocol

from service.platform.request_info import TraceContext, child_of

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import Span as SdkSpan


class Span(Protocol):
    """A request's own step in a trace."""

    @property
    def context(self) -> TraceContext:
        """For logs and outgoing calls."""
        ...

    def end(self, method: str, route: str, status: int) -> None:
        """Ends it under the pattern of the request's route."""
        ...


class Tracing(Protocol):
    """Begins the spans of requests."""

    def start(self, parent: TraceContext | None, method: str, path: str, *, is_quiet: bool) -> Span:
        """A span below that of the caller. A quiet one, of a probe, is not sent."""
        ...

    def close(self) -> None:
        """Sends what is left."""
        ...


class LocalSpan:
    """Ids and no more."""

    __slots__ = ("context",)

    def __init__(self, parent: TraceContext | None) -> None:
        self.context = child_of(parent)

    def end(self, method: str, route: str, status: int) -> None:
        """Nothing is sent."""


class LocalTracing:
    """For a service whose traces nobody collects."""

    def start(self, parent: TraceContext | None, method: str, path: str, *, is_quiet: bool) -> Span:
        """A span that is not sent."""
        del method, path, is_quiet
        return LocalSpan(parent)

    def close(self) -> None:
        """There is nothing left."""


class ExportedSpan:
    """A span of the SDK."""

    def __init__(self, span: "SdkSpan", context: TraceContext) -> None:
        self._span = span
        self.context = context

    def end(self, method: str, route: str, status: int) -> None:
        """Sends it with the next batch."""
        self._span.update_name(f"{method} {route}")
        self._span.set_attributes({"http.route": route, "http.response.status_code": status})
        self._span.end()


def create_tracing(endpoint: str | None, service: str, version: str) -> Tracing:
    """The SDK, which is loaded only where it is needed, reads OTEL_* variables itself."""
    if endpoint is None:
        return LocalTracing()
    from service.platform.otlp import OtlpTracing  # noqa: PLC0415 - see above

    return OtlpTracing(service, version)
