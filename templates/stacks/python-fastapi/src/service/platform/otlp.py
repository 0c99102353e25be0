"""Traces by OTLP over HTTP."""

import threading

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import Span as SdkSpan
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import (
    NonRecordingSpan,
    SpanContext,
    SpanKind,
    TraceFlags,
    TraceState,
    set_span_in_context,
)

from service.platform.request_info import TraceContext
from service.platform.tracing import ExportedSpan, LocalSpan, Span

_CLOSING = 3.0
"""Seconds that the last spans have to be sent in."""


class OtlpTracing:
    """Spans in batches, from a thread of its own: a collector that is away disturbs no request."""

    def __init__(self, service: str, version: str) -> None:
        resource = Resource.create({"service.name": service, "service.version": version})
        self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self._tracer = self._provider.get_tracer("service")

    def start(self, parent: TraceContext | None, method: str, path: str, *, is_quiet: bool) -> Span:
        """A span below that of the caller."""
        if is_quiet:
            return LocalSpan(parent)
        attributes = {"http.request.method": method, "url.path": path}
        around = None if parent is None else set_span_in_context(NonRecordingSpan(_remote(parent)))
        span = self._tracer.start_span(method, around, kind=SpanKind.SERVER, attributes=attributes)
        context = span.get_span_context()
        own = TraceContext(
            f"{context.trace_id:032x}",
            f"{context.span_id:016x}",
            f"{context.trace_flags:02x}",
            None if parent is None else parent.state,
        )
        if not isinstance(span, SdkSpan):
            local = LocalSpan(parent)
            local.context = own
            return local
        return ExportedSpan(span, own)

    def close(self) -> None:
        """Sends what is left. A collector that is away does not hold the process."""
        closing = threading.Thread(target=self._provider.shutdown, daemon=True)
        closing.start()
        closing.join(_CLOSING)


def _remote(parent: TraceContext) -> SpanContext:
    state = TraceState.from_header([parent.state]) if parent.state else None
    flags = TraceFlags(int(parent.flags, 16))
    return SpanContext(
        int(parent.trace_id, 16), int(parent.span_id, 16), is_remote=True, trace_flags=flags, trace_state=state
    )
