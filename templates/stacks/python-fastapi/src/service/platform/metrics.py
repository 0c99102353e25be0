"""Counts requests, and tells Prometheus."""

from prometheus_client import (
    CollectorRegistry,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
UNKNOWN_ROUTE = "unknown"
"""The one name of all paths that nothing is served at, so that nobody can grow the metrics by asking for them."""

# Boundaries that OpenTelemetry advises for HTTP durations.
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}


class Metrics:
    """Those of one process."""

    def __init__(self, service: str, version: str, revision: str) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)
        GCCollector(registry=self._registry)
        self.active = 0
        """Requests being answered now."""
        build = Gauge(
            "service_build_info",
            "What is running: always 1.",
            ["service", "version", "revision"],
            registry=self._registry,
        )
        build.labels(service, version, revision).set(1)
        active = Gauge("http_server_active_requests", "Requests being answered now.", registry=self._registry)
        active.set_function(lambda: self.active)
        self._duration = Histogram(
            "http_server_request_duration_seconds",
            "Time from the headers of a request to the end of its response.",
            ["http_request_method", "http_route", "http_response_status_code"],
            buckets=_BUCKETS,
            registry=self._registry,
        )

        self._series: dict[tuple[str, str, str], Histogram] = {}

    def ended(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts a finished request under the pattern of its route."""
        known = method if method in _METHODS else "_OTHER"
        key = (known, route, str(status))
        series = self._series.get(key)
        if series is None:
            series = self._series[key] = self._duration.labels(*key)
        series.observe(seconds)

    def exposition(self) -> bytes:
        """The text format of Prometheus."""
        return generate_latest(self._registry)
